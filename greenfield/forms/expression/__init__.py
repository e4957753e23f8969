"""The expression language of questionnaires: text to tokens, tokens to a tree, the tree walked. Pure."""
