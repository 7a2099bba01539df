/*
 * Words that come and go between two papers of the same person: articles, "of", "son of", titles. They are left out of
 * what is compared and stay in the file.
 */
const particles: ReadonlySet<string> = new Set(
  `da de do dos das del della delle degli di du des d la le el al ul ur as ash an ad van von der den ter ten te zu zum af av bin
  ibn ben bint bent binti binte abu abou umm ould bou haji hajj hadji al-hajj sheikh shaikh sheik cheikh st saint sankt mac mc o bat bar
  y e i und et van't vander singh-ji mr mrs ms dr sir santa san`.split(/\s+/),
);

/** True for a word that tells nothing about who somebody is. A name made of such words alone keeps them (`withoutParticles`). */
const isParticle = (plain: string): boolean => particles.has(plain);

/** Leaves particles out, unless nothing would be left: Ben, Van and Abu are names too. */
export const withoutParticles = <Word extends { readonly latin: string }>(words: readonly Word[]): readonly Word[] => {
  const kept = words.filter(({ latin }) => !isParticle(latin));
  return kept.length === 0 ? words : kept;
};

/** "Abd al-Rahman", "Abdul Rahman" and "Abdelrahman" are one name, `abd` with what follows it. */
export const joinedServant = (words: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = articles.has(words[at + 1] ?? '') ? at + 2 : at + 1;
    const following = words[next];
    if (servants.has(word) && following) {
      joined.push(word + following);
      at = next;
    } else joined.push(word);
  }
  return joined;
};

const articles: ReadonlySet<string> = new Set(['al', 'el', 'ul', 'ur', 'ar', 'er', 'as', 'ash']);
const servants: ReadonlySet<string> = new Set([
  'abd',
  'abdul',
  'abdel',
  'abdal',
  'abdu',
  'abdur',
  'abder',
  'عبد',
  'abdoul',
]);

/** Takes the article out of `abd` with its name: `abdelrahman` and `abdurrahman` give `abdrahman`. */
export const plainServant = (latin: string): string => {
  const found = /^abd(?:[aeou]{1,2}[lrszdnt]|[aeou])?([b-df-hj-np-tv-z].{3,})$/.exec(latin);
  return found ? `abd${found[1] ?? ''}` : latin;
};

/** The Arabic article at the beginning of a word in Arabic script. */
export const withoutArabicArticle = (word: string): string =>
  word.length > 4 ? word.replace(/^(عبد)?ال/, '$1') : word;

/** The endings by which Slavic family names tell women from men: -ova/-ov, -ska/-ski/-skaya/-sky; in the simple spelling. */
export const withoutGender = (simple: string): string => {
  if (simple.length < 6) return simple;
  if (/(?:[oei]v|in|sk|tsk)a$/.test(simple)) return simple.slice(0, -1);
  return simple.replace(/(sk|tsk)(?:i|ii|iy|aia|aya|oi|e)$/, '$1');
};
