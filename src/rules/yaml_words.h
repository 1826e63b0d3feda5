/*
 * libyaml's messages in our words: what is wrong, then what to write.
 */
#ifndef RULES_YAML_WORDS_H
#define RULES_YAML_WORDS_H

/* Our words for a problem of libyaml's; its own when there are none. */
const char *yaml_words_problem(const char *problem);

/* Our words for where the surrounding construct begins. */
const char *yaml_words_context(const char *context);

#endif
