"""The desk of colleagues: sign in, queue, conversation, weging."""
