"""Other names: what people call an agency, a department or a project that reports call otherwise.

table     the aliases of the documents and of the office, ready to look up
short     names that follow from a name itself: without its suffix, by the letters of its words
reading   a question with its aliases read as the names that the documents use
sheet     the office's aliases as a file that a spreadsheet opens
"""
