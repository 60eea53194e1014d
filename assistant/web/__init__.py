"""The chat page: FastAPI in front, Gradio mounted in it, one ASGI application."""
