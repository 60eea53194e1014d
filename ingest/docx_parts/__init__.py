"""The parts of the DOCX reader."""
