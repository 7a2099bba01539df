import { type Catalogue, fingerprintOf, type Lack, lackOf, type Text, type TextPage } from './texts.ts';

/** One line for a translator: what to write, from which English, and why. */
export type Asked = {
  readonly page: string;
  readonly key: string;
  readonly english: string;
  readonly now: string;
  readonly why: Lack;
};

const placeholdersIn = (text: string): string[] => [...text.matchAll(/\{[^{}]*\}/g)].map(([name]) => name).sort();

/** What may not stand in a text: markup, addresses, and long numbers, which have their own home in the profile. */
const strange = /[<>]|https?:|\p{Nd}{3}|[{}]/u;

/** What is wrong with a text for this English one; empty if nothing is. */
export const faultsOf = (text: string, english: string): readonly string[] => {
  const [given, wanted] = [placeholdersIn(text), placeholdersIn(english)];
  const bare = text.replace(/\{\w+\}/g, '');
  return [
    ...(text.trim() === '' ? ['is empty'] : []),
    ...(text === text.trim() ? [] : ['begins or ends with a space']),
    ...(given.join() === wanted.join()
      ? []
      : [`must hold ${wanted.join(' ') || 'no {name}'} and holds ${given.join(' ') || 'none'}`]),
    ...(strange.test(bare) ? [`holds "${strange.exec(bare)?.[0] ?? ''}", which may not stand in a text`] : []),
  ];
};

const lineOf = (catalogue: Catalogue, source: Catalogue, page: string, key: string): Asked[] => {
  const why = lackOf(catalogue, source, key);
  if (why === undefined) return [];
  const [english, now] = [source.texts[key]?.text ?? '', catalogue.texts[key]?.text ?? ''];
  return [{ page, key, english, now, why }];
};

/** What is missing, outdated or not reviewed in a language, page by page in the order of the English. */
export const askedOf = (catalogue: Catalogue, source: Catalogue): readonly Asked[] =>
  Object.entries(source.pages).flatMap(([page, { texts }]) =>
    Object.keys(texts).flatMap((key) => lineOf(catalogue, source, page, key)),
  );

/** The pages of a language that lack a text or have an outdated one. */
export const waitingPages = (catalogue: Catalogue, source: Catalogue): string[] => [
  ...new Set(askedOf(catalogue, source).flatMap(({ page, why }) => (why === 'not reviewed' ? [] : [page]))),
];

/** What a translator sends back: a text for each name. */
export type Answers = Readonly<Record<string, string>>;

/** Sentences that say what is wrong with what a translator sent; empty if it can be taken in. */
export const faultsOfAnswers = (answers: Answers, source: Catalogue): readonly string[] =>
  Object.entries(answers).flatMap(([key, text]) => {
    const english = source.texts[key];
    if (!english) return [`${key}: there is no text of this name in English.`];
    return faultsOf(text, english.text).map((fault) => `${key}: ${fault}.`);
  });

const translated = (now: Text | undefined, text: string, english: string): Text => {
  const translates = fingerprintOf(english);
  const isSame = now?.text === text && now.translates === translates;
  return isSame ? now : { text, review: 'not reviewed', translates };
};

const pageWith = (now: TextPage | undefined, english: TextPage, answers: Answers): TextPage => ({
  texts: Object.fromEntries(
    Object.entries(english.texts).flatMap(([key, original]) => {
      const [kept, given] = [now?.texts[key], answers[key]];
      if (given === undefined) return kept ? [[key, kept]] : [];
      return [[key, translated(kept, given, original.text)]];
    }),
  ),
});

/**
 * The language with the answers taken in, in the order of the English. A text that changed has to be reviewed again;
 * a text that English no longer has goes. Ask `faultsOfAnswers` first.
 */
export const withAnswers = (catalogue: Catalogue, source: Catalogue, answers: Answers): Catalogue => {
  const pages = Object.fromEntries(
    Object.entries(source.pages)
      .map(([page, english]) => [page, pageWith(catalogue.pages[page], english, answers)] as const)
      .filter(([, { texts }]) => Object.keys(texts).length > 0),
  );
  const texts = Object.assign({}, ...Object.values(pages).map((page) => page.texts)) as Record<string, Text>;
  const now = { ...catalogue, pages, texts };
  return { ...now, waits: waitingPages(now, source) };
};
