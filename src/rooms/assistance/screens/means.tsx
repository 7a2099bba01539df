import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Chip,
  FieldSet,
  FormFor,
  Lines,
  named,
  type PageContext,
  Panel,
} from '../../../platform/web/index.ts';
import { bodyName } from '../../directory/index.ts';
import type { Aid, Translation } from '../actions/index.ts';
import { aidAnswerForm } from '../facts.ts';
import { stateIn } from './parts.tsx';
import type { PartProps } from './standing.tsx';

/** A sum of money in words of the reader's language. */
export const moneyText = (page: PageContext, cents: number, currency: string): string =>
  new Intl.NumberFormat(page.words.language, { style: 'currency', currency }).format(cents / 100);

const More = ({ href, label }: { href: string; label: string }): VNode => (
  <div class="actions">
    <ButtonLink href={href} kind="quiet">
      {label}
    </ButtonLink>
  </div>
);

const aidTones = { asked: 'warn', given: 'good', refused: 'plain' } as const;

const AidNote = ({ it, view, page }: PartProps & { it: Aid }): VNode => {
  const { words } = page;
  const mayAnswer = it.state === 'asked' && it.askedBy !== page.viewer?.staffId;
  return (
    <>
      <Chip tone={aidTones[it.state]}>{words.t(`assistance.aid.state.${it.state}`)}</Chip>{' '}
      {`${words.date(it.onDay, 'long')} · ${named(page, 'payers', it.payer)}`}
      {mayAnswer ? (
        <FormFor page={page} action={`/cases/${view.file.id}/assistance/aid/${it.id}/answer`} light>
          <FieldSet page={page} form={aidAnswerForm} state={stateIn(page, aidAnswerForm)} />
          <Button kind="quiet">{words.t('assistance.aid.answer')}</Button>
        </FormFor>
      ) : null}
    </>
  );
};

/** The ledger of financial help, with its sum; a sum above the limit waits for a second person. */
export const AidPanel = (part: PartProps): VNode => {
  const { view, support, profile, page } = part;
  const { words } = page;
  const given = view.aid.filter(({ state }) => state === 'given');
  const sum = given.reduce((all, { amountCents }) => all + amountCents, 0);
  return (
    <Panel title={words.t('assistance.aid.title')}>
      {view.aid.length === 0 ? (
        <p class="empty">{words.t('assistance.aid.none')}</p>
      ) : (
        <>
          <p>{words.t('assistance.aid.sum', { sum: moneyText(page, sum, profile.currency) })}</p>
          <Lines
            lines={view.aid.map((it) => ({
              main: `${moneyText(page, it.amountCents, it.currency)} · ${named(page, 'aid-grounds', it.ground)}`,
              note: <AidNote {...part} it={it} />,
            }))}
          />
        </>
      )}
      {support.endedOn === null ? (
        <More href={`/cases/${view.file.id}/assistance/aid/new`} label={words.t('assistance.aid.add')} />
      ) : null}
    </Panel>
  );
};

const TranslationNote = ({ it, view, page }: PartProps & { it: Translation }): VNode => {
  const { words } = page;
  const isLate = (it.deliveredOn ?? view.today) > it.dueOn;
  const state = it.deliveredOn === null ? 'ordered' : 'came';
  return (
    <>
      <Chip tone={isLate ? 'danger' : it.deliveredOn === null ? 'thread' : 'good'}>
        {words.t(`assistance.translation.${isLate ? 'late_' : ''}${state}`)}
      </Chip>{' '}
      {[
        named(page, 'confidentiality-levels', it.confidentiality),
        words.t('assistance.goal.until', { day: words.date(it.dueOn, 'long') }),
        moneyText(page, it.costCents, it.currency),
        named(page, 'payers', it.payer),
      ].join(' · ')}
      {it.deliveredOn === null ? (
        <FormFor page={page} action={`/cases/${view.file.id}/assistance/translations/${it.id}/came`} light>
          <Button kind="quiet">{words.t('assistance.translation.note_came')}</Button>
        </FormFor>
      ) : null}
    </>
  );
};

/** Translations that were ordered: languages, confidentiality, cost, who pays, on time or late. */
export const TranslationPanel = (part: PartProps): VNode => {
  const { view, support, page } = part;
  const { words } = page;
  return (
    <Panel title={words.t('assistance.translation.title')}>
      {view.translations.length === 0 ? <p class="empty">{words.t('assistance.translation.none')}</p> : null}
      <Lines
        lines={view.translations.map((it) => ({
          main: `${named(page, 'text-kinds', it.kind)} · ${named(page, 'languages', it.from)} → ${named(page, 'languages', it.to)}`,
          note: <TranslationNote {...part} it={it} />,
        }))}
      />
      {support.endedOn === null ? (
        <More
          href={`/cases/${view.file.id}/assistance/translations/new`}
          label={words.t('assistance.translation.add')}
        />
      ) : null}
    </Panel>
  );
};

/** Conferences about the person: which bodies, what was agreed, nothing else. */
export const ConferencePanel = ({ view, support, profile, page }: PartProps): VNode => {
  const { words } = page;
  const bodies = (codes: readonly string[]): string =>
    codes.map((code) => profile.nameIn(profile.organisation(code).names, words.language)).join(', ');
  return (
    <Panel title={words.t('assistance.conference.title')}>
      {view.conferences.length === 0 ? <p class="empty">{words.t('assistance.conference.none')}</p> : null}
      <Lines
        lines={view.conferences.map((it) => ({
          main: `${words.date(it.heldOn, 'long')} · ${it.points.map((code) => named(page, 'conference-points', code)).join(', ')}`,
          note:
            it.nextOn === null
              ? bodies(it.bodies)
              : `${bodies(it.bodies)} · ${words.t('assistance.conference.next', { day: words.date(it.nextOn, 'long') })}`,
        }))}
      />
      {support.endedOn === null ? (
        <More href={`/cases/${view.file.id}/assistance/conferences/new`} label={words.t('assistance.conference.add')} />
      ) : null}
    </Panel>
  );
};

/** Interpreters who must not work for this person, and why; the directory is a page of its own. */
export const InterpreterPanel = ({ view, support, page }: PartProps): VNode => {
  const { words } = page;
  const numberOf = (id: string): string => view.interpreters.find((one) => one.id === id)?.number ?? '–';
  return (
    <Panel title={words.t('assistance.interpreter.title')}>
      {view.conflicts.length === 0 ? <p class="soft">{words.t('assistance.interpreter.no_conflict')}</p> : null}
      <Lines
        lines={view.conflicts.map((it) => ({
          main: words.t('assistance.interpreter.never', { number: numberOf(it.interpreterId) }),
          note: named(page, 'interpreter-conflicts', it.ground),
          tone: 'danger' as const,
        }))}
      />
      <p>
        <a href="/assistance/interpreters">{words.t('assistance.interpreter.directory')}</a>
      </p>
      {support.endedOn === null ? (
        <More
          href={`/cases/${view.file.id}/assistance/conflicts/new`}
          label={words.t('assistance.interpreter.conflict')}
        />
      ) : null}
    </Panel>
  );
};

/** How a support ended, and who was told; null while it lives. */
export const ClosingPanel = ({ view, profile, page }: PartProps): VNode | null => {
  const { closing } = view;
  const { words } = page;
  if (closing === null) return null;
  const told =
    closing.reportedTo === null
      ? words.t('assistance.close.nobody_told')
      : words.t('assistance.close.told', { body: bodyName(profile, words, closing.reportedTo) });
  return (
    <Panel title={words.t('assistance.close.title')}>
      <Lines
        lines={[
          { main: named(page, 'assistance-endings', closing.ending), note: told },
          {
            main: closing.exitTo.map((code) => named(page, 'exit-services', code)).join(', '),
            note: words.t(`assistance.close.${closing.exitHanded ? 'handed' : 'not_handed'}`),
          },
        ]}
      />
    </Panel>
  );
};
