"""Spreadsheets: what a person sees in each cell, and where the tables of a sheet begin and end.

xlsx, xls, ods, sml  a file → sheets as stored: what each cell shows, merges, what is hidden
show                 a stored number and its format code → the text on the screen
visible              merges applied, hidden rows and columns taken out
regions              a sheet → lines (titles, units, notes) and grids
content              sheets → `ingest.content.Content`
"""
