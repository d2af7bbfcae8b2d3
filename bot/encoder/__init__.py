"""What a message means, by the project's own language model: danger, need, topic, role, forms."""
