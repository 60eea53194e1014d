"""Answering: a question, its history and the asker's rights become an `Answer`."""
