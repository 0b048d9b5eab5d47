"""When and where, by grammar: what the times and places of a clause are of."""
