"""The labelled corpus without its text: documents by hash, labels by id, and the way back."""
