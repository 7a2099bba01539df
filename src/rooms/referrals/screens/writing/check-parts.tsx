import type { VNode } from 'preact';
import {
  type Answer,
  type Answers,
  answerText,
  errorText,
  type Field,
  fieldAt,
  labelOf,
} from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { Details, type Fact, Facts, Lines, Notice, type PageContext, Panel } from '../../../../platform/web/index.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { Check, OpenDraft, StaysBehind } from '../../actions/drafts/read.ts';
import type { Problem } from '../../actions/send/read.ts';
import { referralCodes } from '../../facts/lists.ts';
import { personForm } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import type { QualityAdvice } from '../../rules/quality.ts';
import type { SignAdvice } from '../../rules/signs.ts';
import { personTitle, sectionTitle } from './parts.tsx';

const ordinalOf = (draft: OpenDraft, personId: Uuid): number =>
  draft.content.persons.findIndex((one) => one.id === personId) + 1;

const problemPath = (draft: OpenDraft, { personId, section, error }: Problem): string => {
  const page =
    personId === null
      ? `/reports/drafts/${draft.draftId}/page/${section}`
      : `/reports/drafts/${draft.draftId}/persons/${personId}/${section}`;
  return `${page}?check=1#${error.name}`;
};

/** What is still to be put right, each a link to its question. */
export const Missing = (props: { draft: OpenDraft; page: PageContext; profile: Profile }): VNode | null => {
  const { draft, page, profile } = props;
  const { problems } = draft.read;
  if (problems.length === 0) return null;
  const wording = { words: page.words, room: 'referrals', codes: referralCodes(profile) };
  const placeOf = ({ personId, section }: Problem): string =>
    [personId === null ? null : personTitle(page.words, ordinalOf(draft, personId)), sectionTitle(page.words, section)]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <Panel title={page.words.t('referrals.check.missing')}>
      <Lines
        lines={problems.map((problem) => ({
          main: <a href={problemPath(draft, problem)}>{errorText(wording, problem.error)}</a>,
          note: placeOf(problem),
          tone: 'warn',
        }))}
      />
    </Panel>
  );
};

/** What would make the report easier to act on: advice, never a condition. */
export const Advice = (props: { advice: readonly QualityAdvice[]; draft: OpenDraft; words: Words }): VNode | null => {
  const { advice, words } = props;
  if (advice.length === 0) return null;
  return (
    <Details summary={words.t('referrals.check.advice', { count: advice.length })}>
      <p>{words.t('referrals.check.advice_text')}</p>
      <Lines
        lines={advice.map(({ code, person }) => ({
          main: words.t(`referrals.advice.${code}`),
          note: person === null ? undefined : personTitle(words, person),
        }))}
      />
    </Details>
  );
};

/** What was filled in but may reach no body, and is therefore neither sent nor kept. */
export const StaysBehindNotice = ({ stays, words }: { stays: readonly StaysBehind[]; words: Words }): VNode | null =>
  stays.length === 0 ? null : (
    <Notice tone="warn" title={words.t('referrals.check.stays_behind')}>
      <Lines
        lines={stays.map(({ person, compartments }) => ({
          main: compartments.map((one) => words.t(`referrals.compartment.${one}`)).join(', '),
          note: person === null ? words.t('referrals.overview.report') : personTitle(words, person),
        }))}
      />
    </Notice>
  );

const resultName = (profile: Profile, words: Words, result: string): string => {
  const line = profile.indicatorRule.results.find((one) => one.result === result);
  return line ? profile.nameIn(line.names, words.language) : result;
};

const dimensionName = (profile: Profile, words: Words, code: string): string => {
  const found = profile.indicatorDimensions.find((one) => one.code === code);
  return found ? profile.nameIn(found.names, words.language) : code;
};

const signNames = (profile: Profile, words: Words, ids: readonly string[]): string =>
  ids.map((id) => profile.nameIn(profile.indicator(id).names, words.language)).join('; ');

const weightLines = (one: SignAdvice['dimensions'][number], profile: Profile, words: Words): readonly string[] =>
  (['strong', 'medium', 'weak', 'unweighed'] as const)
    .filter((weight) => one[weight].length > 0)
    .map((weight) => `${words.t(`referrals.weight.${weight}`)}: ${signNames(profile, words, one[weight])}`);

const SignDimensions = ({ advice, profile, words }: { advice: SignAdvice; profile: Profile; words: Words }): VNode => (
  <Lines
    lines={advice.dimensions.map((one) => ({
      main: `${dimensionName(profile, words, one.dimension)} · ${words.t(one.positive ? 'referrals.signs.positive' : 'referrals.signs.not_positive')}`,
      note: weightLines(one, profile, words).join(' — '),
    }))}
  />
);

/** What the signs say together, which signs that rests on, and that it decides nothing. */
export const SignResult = (props: { advice: SignAdvice | undefined; profile: Profile; words: Words }): VNode | null => {
  const { advice, profile, words } = props;
  if (!advice || advice.dimensions.length === 0) return null;
  const summary =
    advice.result === null ? words.t('referrals.signs.no_result') : resultName(profile, words, advice.result);
  return (
    <Details summary={words.t('referrals.signs.together', { result: summary })}>
      <SignDimensions advice={advice} profile={profile} words={words} />
      <p class="soft">{profile.nameIn(profile.indicatorRule.use, words.language)}</p>
      <p class="soft">{profile.nameIn(profile.indicatorRule.caution, words.language)}</p>
    </Details>
  );
};

const inactiveFacts = (
  answers: Answers,
  fields: readonly Field[],
  wording: Parameters<typeof labelOf>[0],
): readonly Fact[] =>
  Object.entries(answers).flatMap(([path, answer]: [string, Answer | undefined]) => {
    const found = fieldAt(fields, path);
    if (!found || answer === undefined) return [];
    return [{ label: labelOf(wording, found.ids), value: <s>{answerText(wording, found.field, answer)}</s> }];
  });

/** Answers no longer asked because another answer changed: shown, kept while the draft lives, dropped when it is sent. */
export const Inactive = (props: { check: Check; page: PageContext; profile: Profile }): VNode | null => {
  const { check, page, profile } = props;
  if (check.inactive.length === 0) return null;
  const wording = { words: page.words, room: 'referrals', codes: referralCodes(profile) };
  return (
    <Panel title={page.words.t('referrals.check.inactive')}>
      <p>{page.words.t('referrals.check.inactive_text')}</p>
      {check.inactive.map(({ person, answers }) => (
        <section key={String(person)}>
          <h3>{person === null ? page.words.t('referrals.overview.report') : personTitle(page.words, person)}</h3>
          <Facts facts={inactiveFacts(answers, person === null ? reportForm.fields : personForm.fields, wording)} />
        </section>
      ))}
    </Panel>
  );
};
