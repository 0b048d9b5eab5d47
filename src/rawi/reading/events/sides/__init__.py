"""Who did it to whom, by grammar: what verbs, nouns, prepositions and accusations propose."""
