"""PDF files: characters and drawn rules as they stand on the page, made into lines and grids."""
