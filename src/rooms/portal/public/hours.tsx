import type { VNode } from 'preact';
import type { AnyContact, Opening } from './guidance.ts';
import type { Language } from './languages.ts';
import { Apart, Say } from './say.tsx';

const dayLength = 86_400_000;
/** The first Monday of 1970 was the fifth of January: any Monday names the day. */
const momentOn = (day: number): number => (day + 3) * dayLength;

/** Where the texts are in other letters than the language's days and months come in by themselves, or days stand in another order here. */
const letters: Readonly<Record<string, string>> = { sr: 'sr-Latn', en: 'en-GB' };

/** Digits as on a telephone's keys and the calendar of the contact's country, in every language. */
const localeOf = ({ code }: Language): string => `${letters[code] ?? code}-u-ca-gregory-nu-latn`;

const areInARow = (days: readonly number[]): boolean =>
  days.length > 1 && days.every((day, place) => place === 0 || day === (days[place - 1] ?? 0) + 1);

/** Weekdays in words: "Monday – Friday", or one by one if they do not follow each other. */
export const daysInWords = (days: readonly number[], language: Language): string => {
  const names = new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' });
  if (areInARow(days)) return names.formatRange(momentOn(days[0] ?? 1), momentOn(days.at(-1) ?? 1));
  return new Intl.ListFormat(localeOf(language)).format(days.map((day) => names.format(momentOn(day))));
};

/** A day of the calendar in words, from `YYYY-MM-DD`. */
export const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));

/** A moment in words: day of the week, day, hour. */
export const momentInWords = (moment: string, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(Date.parse(moment));

/** A month in words, from `YYYY-MM`. */
export const monthInWords = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(month),
  );

/** Thai and Chinese join without a space, which between numbers is hard to read. */
const spaced = (joint: string): string => (/^(และ|和)$/.test(joint) ? ` ${joint} ` : joint);

/** Times of day joined as the language joins them, each with its own direction: `09:00–12:00` reads the same everywhere. */
const Times = ({ openings, language }: { openings: readonly Opening[]; language: Language }): VNode => (
  <>
    {new Intl.ListFormat(localeOf(language))
      .formatToParts(openings.map(({ from, to }) => `${from}–${to}`))
      .map(({ type, value }) => (type === 'element' ? <Apart>{value}</Apart> : spaced(value)))}
  </>
);

/** When a contact answers as one sentence without markup; nothing where always. */
export const hoursInWords = ({ hours }: Pick<AnyContact, 'hours'>, language: Language): string => {
  if (hours === 'always') return '';
  const groups = Map.groupBy(hours, ({ days }) => days.join());
  return [...groups.values()]
    .map((openings) => {
      const times = new Intl.ListFormat(localeOf(language)).format(openings.map(({ from, to }) => `${from}–${to}`));
      return language
        .say('support.hours')
        .text.replace('{days}', daysInWords(openings[0]?.days ?? [], language))
        .replace('{times}', times);
    })
    .join(' ');
};

/** When a contact answers, the same days named once. */
export const Hours = ({
  contact,
  language,
}: {
  contact: Pick<AnyContact, 'hours'>;
  language: Language;
}): VNode | null => {
  if (contact.hours === 'always') return null;
  const groups = Map.groupBy(contact.hours, ({ days }) => days.join());
  return (
    <>
      {[...groups.values()].map((openings) => (
        <p>
          <Say
            of="support.hours"
            language={language}
            values={{
              days: <b>{daysInWords(openings[0]?.days ?? [], language)}</b>,
              times: <Times openings={openings} language={language} />,
            }}
          />
        </p>
      ))}
    </>
  );
};
