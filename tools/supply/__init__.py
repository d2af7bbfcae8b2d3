"""What this project is built from: the list of packages, their licences, their known weaknesses."""
