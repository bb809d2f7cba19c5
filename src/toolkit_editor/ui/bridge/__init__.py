"""Between the window and the work: jobs, changes, actions, questions, words, where one is."""
