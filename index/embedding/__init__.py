"""Text to vectors: Kiwi's own by default, any sentence-transformers model by name or folder."""
