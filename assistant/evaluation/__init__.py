"""Scoring answers against golden questions, the way a careful reader would.

golden      the questions and the predictions, as data
amounts     every amount that a Korean text writes out
units       money units, and units that mean the same
wording     phrases and dates, found whatever their spacing
verdict     right, incomplete, wrong or missed
evidence    whether a citation points at the evidence
runner      asks every question and keeps the time
totals      counts by kind, and latency
errors      a golden file that cannot be used
"""
