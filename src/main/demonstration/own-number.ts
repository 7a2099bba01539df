/** What opens the own page of one invented person. Everybody may know it: in the demonstration there is nobody to protect. */
export const inventedOwnPage = {
  number: '2026 1122 0000 1111 2224',
  words: 'lampe riviere pomme maison lune',
} as const;

/** Languages of the staff site that the public site has too; in all others it is shown in the first. */
const shared: readonly string[] = ['en', 'fr'];

/** Number, words and address for the page on which one steps in: the public site's own door. */
export const ownPageToTry = (publicOrigin: string) => ({
  ...inventedOwnPage,
  address: (language: string): string => `${publicOrigin}/${shared.includes(language) ? language : shared[0]}/n`,
});
