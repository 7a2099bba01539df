import type { VNode } from 'preact';
import { ButtonLink, Chip, named } from '../../../../platform/web/index.ts';
import { type Judgment, outsideOf } from '../../actions/index.ts';
import { isEffective, lastStanding, suspensionOf } from '../../rules/judging/index.ts';
import { caseHref } from '../parts.tsx';
import { type CourtProps, moneyText, namedAll, offenceName } from './parts.tsx';

type Props = CourtProps & { readonly judgment: Judgment };

/** The charges retained, and the offence put in the place of another. */
const offencesOf = ({ judgment, shown, page }: Props): readonly string[] => {
  const { view, profile } = shown;
  const { words } = page;
  const retained = view.charges.filter(({ id }) => judgment.retained.includes(id));
  return [
    ...retained.map(({ offence }) => offenceName(profile, words, offence)),
    ...(judgment.requalifiedTo === null
      ? []
      : [words.t('proceedings.judgment.instead', { offence: offenceName(profile, words, judgment.requalifiedTo) })]),
  ];
};

/** A sentence as pronounced, part by part. */
const partsOf = ({ judgment, shown, page }: Props): readonly string[] => {
  const { sentence } = judgment;
  const { words } = page;
  const { profile } = shown;
  const money = (cents: number): string => moneyText(cents, profile, words);
  const months = (key: string, count: number): string => words.t(`proceedings.sentence.${key}`, { months: count });
  return [
    ...(sentence.forms.length > 0 ? [namedAll(page, 'sentence-forms', sentence.forms)] : []),
    ...(sentence.pronounced === null
      ? []
      : [
          months('pronounced', sentence.pronounced),
          months('suspended', sentence.suspended ?? 0),
          months('firm', sentence.firm ?? 0),
        ]),
    ...(sentence.probation === null ? [] : [months('probation', sentence.probation)]),
    ...(sentence.fineCents === null ? [] : [words.t('proceedings.sentence.fine', { sum: money(sentence.fineCents) })]),
    ...(sentence.confiscatedCents === null
      ? []
      : [words.t('proceedings.sentence.confiscated', { sum: money(sentence.confiscatedCents) })]),
    ...(sentence.workHours === null ? [] : [words.t('proceedings.sentence.work', { hours: sentence.workHours })]),
    ...(sentence.bans.length === 0 ? [] : [namedAll(page, 'sentence-bans', sentence.bans)]),
  ];
};

const lifeOf = ({ judgment, page }: Props): readonly string[] => {
  const { words } = page;
  const day = (on: NonNullable<Judgment['finalOn']>): string => words.date(on, 'long');
  return [
    words.t('proceedings.judgment.by', { name: judgment.recordedByName ?? '–' }),
    words.t(judgment.inPresence ? 'proceedings.judgment.present' : 'proceedings.judgment.absent'),
    ...(judgment.mitigating ? [words.t('proceedings.judgment.mitigating')] : []),
    ...(judgment.appealedOn === null
      ? []
      : [words.t('proceedings.judgment.appealed', { day: day(judgment.appealedOn) })]),
    ...(judgment.finalOn === null
      ? []
      : [
          words.t('proceedings.judgment.final', {
            ...{ day: day(judgment.finalOn), how: named(page, 'final-ways', judgment.finalHow ?? '') },
          }),
        ]),
  ];
};

const Acts = ({ judgment, shown, page }: Props): VNode | null => {
  const { view } = shown;
  const { t } = page.words;
  if (!view.mayJudge) return null;
  const base = `${caseHref(view.file)}/court/judged/${judgment.id}`;
  const isLast = lastStanding(view.lines, judgment.suspectId)?.id === judgment.id;
  const isOpen = isLast && judgment.finalOn === null && judgment.appealedOn === null;
  return (
    <div class="actions">
      {isOpen && judgment.instance !== 'cassation' ? (
        <ButtonLink href={`${base}/appeal`} kind="quiet">
          {t('proceedings.judgment.appeal')}
        </ButtonLink>
      ) : null}
      {isOpen ? (
        <ButtonLink href={`${base}/final`} kind="quiet">
          {t('proceedings.judgment.make_final')}
        </ButtonLink>
      ) : null}
      {judgment.outcome === 'acquitted' || view.victims.length === 0 ? null : (
        <ButtonLink href={`${base}/award`} kind="quiet">
          {t('proceedings.award.new')}
        </ButtonLink>
      )}
      <ButtonLink href={`${caseHref(view.file)}/court/judgment/${judgment.suspectId}/${judgment.id}`} kind="quiet">
        {t('proceedings.judgment.correct')}
      </ButtonLink>
    </div>
  );
};

/** One judgment on one accused: what was decided, the sentence part by part, and what came after it. */
export const JudgmentLine = (props: Props): VNode => {
  const { judgment, shown, page } = props;
  const { view, profile } = shown;
  const { words } = page;
  const corrected = view.judgments.some(({ correctsId }) => correctsId === judgment.id);
  const outside = outsideOf({ profile }, judgment, view.charges);
  const suspension = suspensionOf(judgment.sentence);
  return (
    <li>
      <span class="line-main">
        {named(page, 'instances', judgment.instance)} · {words.date(judgment.deliveredOn, 'long')} ·{' '}
        {named(page, 'verdict-outcomes', judgment.outcome)}{' '}
        {corrected ? <Chip tone="warn">{words.t('proceedings.judgment.corrected')}</Chip> : null}
        {judgment.correctsId === null ? null : <Chip>{words.t('proceedings.judgment.corrects')}</Chip>}
        {suspension === null ? null : <Chip tone="thread">{words.t(`proceedings.sentence.is.${suspension}`)}</Chip>}
        {judgment.outcome === 'acquitted' || isEffective(profile, judgment.sentence) ? null : (
          <Chip>{words.t('proceedings.sentence.not_effective')}</Chip>
        )}
      </span>
      <span class="soft">{offencesOf(props).join(' · ')}</span>
      <span>{partsOf(props).join(' · ')}</span>
      {outside.length === 0 ? null : (
        <span class="soft">{outside.map((one) => words.t(`proceedings.sentence.outside.${one}`)).join(' ')}</span>
      )}
      <span class="soft">{lifeOf(props).join(' · ')}</span>
      {corrected ? null : <Acts {...props} />}
    </li>
  );
};
