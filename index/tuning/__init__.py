"""The default embedding made to fit the documents at hand, without anybody's judgements."""
