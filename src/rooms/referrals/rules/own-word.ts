/** Two words in a row that begin with a capital letter and go on in small ones, as a name of a person does. */
const nameLike = /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}+[ '’-]+\p{Lu}\p{Ll}+(?![\p{L}\p{N}])/u;

/**
 * True when a body's own word looks like the name of a person. Only ever a reason to ask, never to refuse: places and
 * sites of work look the same.
 */
export const looksLikeName = (word: string): boolean => nameLike.test(word.normalize('NFC'));
