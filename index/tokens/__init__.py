"""Texts as numbers: what is analysed once, kept in arrays, and read again in microseconds."""
