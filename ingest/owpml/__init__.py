"""OWPML, the XML inside HWPX that HWP 5 is turned into as well: package, pages, paragraphs, tables.

Elements are known by their local names alone, for the namespaces carry the year of their version
(2011, 2016, 2024) and say the same.
"""
