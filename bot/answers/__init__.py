"""What visitors ask about Veilig Thuis and its procedure, and the answers."""
