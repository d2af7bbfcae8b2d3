"""Facts that others publish: municipalities and regions, helplines, public holidays."""
