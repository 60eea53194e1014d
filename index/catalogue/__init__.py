"""The truth: documents with their revisions, kept in any SQL database, originals beside it."""
