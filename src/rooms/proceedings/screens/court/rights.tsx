import type { VNode } from 'preact';
import { z } from 'zod';
import {
  ButtonLink,
  Chip,
  Columns,
  Facts,
  getScreen,
  type Knot,
  Lines,
  named,
  type PageContext,
  Panel,
  type Screen,
  Thread,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  compensationMachine,
  type CompensationStep,
  readVictims,
  type VictimEntry,
  type VictimView,
} from '../../actions/index.ts';
import { victimQuestions } from '../../facts/index.ts';
import { CaseHead, caseHref, criminalCaseParams } from '../parts.tsx';
import { type CourtProps, type CourtShown, loadCourt, moneyText, nameOf, namedAll } from './parts.tsx';

const seen = { room: 'proceedings', permit: 'proceedings.read' } as const;

/** The list of codes that an entry of a kind speaks in. */
const lists: Readonly<Record<string, string>> = {
  told: 'victim-notices',
  wishes: 'notices-on-request',
  legal_aid: 'legal-aid-states',
  protection: 'hearing-protections',
  interview: 'interview-measures',
  non_punishment: 'non-punishment',
};

/** An entry about a victim in one line. */
export const entryText = (entry: VictimEntry, page: PageContext): string => {
  const list = lists[entry.kind];
  return [
    ...(list === undefined ? [] : [namedAll(page, list, entry.codes)]),
    ...(entry.language === null ? [] : [named(page, 'languages', entry.language)]),
    ...(entry.way === null ? [] : [named(page, 'notice-ways', entry.way)]),
  ].join(' · ');
};

/** A victim by the number of the case. */
export const numberName = (page: PageContext, number: number): string =>
  page.words.t('proceedings.victim.name', { number });

type Listed = CourtShown & { readonly victims: readonly VictimView[] };

const loadVictims = async (
  scene: Scene,
  where: { readonly params: { readonly criminalCaseId: string } },
): Promise<Listed | null> => {
  const shown = await loadCourt(scene, where);
  return shown === null ? null : { ...shown, victims: await readVictims(scene, shown.view) };
};

const RightsPage = ({ shown, page }: CourtProps & { readonly shown: Listed }): VNode => {
  const { victims, view, profile } = shown;
  const { words } = page;
  return (
    <>
      <CaseHead shown={shown} page={page} tab="rights" />
      <p class="soft">{words.t('proceedings.rights.lead')}</p>
      {victims.length === 0 ? <p class="empty">{words.t('proceedings.victim.none')}</p> : null}
      <Lines
        lines={victims.map((it) => ({
          main: <a href={`${caseHref(view.file)}/rights/${it.caseId}`}>{numberName(page, it.number)}</a>,
          note: (
            <>
              {profile.stateName(compensationMachine, it.state, words.language)}{' '}
              {it.owed.length === 0 ? null : (
                <Chip tone="warn">{words.t('proceedings.owed.count', { count: it.owed.length })}</Chip>
              )}
            </>
          ),
        }))}
      />
    </>
  );
};

/** The victims of a case, and what is owed to each. */
export const rightsScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/rights', params: criminalCaseParams, load: loadVictims },
  title: ({ view }, words) => words.t('proceedings.case.title', { reference: view.file.reference }),
  page: (shown, page) => <RightsPage shown={shown} page={page} />,
});

/** One victim as pages show her. */
export type One = CourtShown & { readonly victim: VictimView };
/** What every part of such a page is given. */
export type OneProps = CourtProps & { readonly shown: One };
/** Which victim of which case. */
export const victimParams = criminalCaseParams.extend({ caseId: z.uuid() });

/** Loads one victim of a case. */
export const loadVictim = async (
  scene: Scene,
  where: { readonly params: { readonly criminalCaseId: string; readonly caseId: string } },
): Promise<One | null> => {
  const shown = await loadVictims(scene, where);
  const victim = shown?.victims.find(({ caseId }) => caseId === where.params.caseId);
  return shown === null || victim === undefined ? null : { ...shown, victim };
};

const Owed = ({ shown, page }: OneProps): VNode | null => {
  const { victim, profile } = shown;
  const { words } = page;
  if (victim.owed.length === 0) return null;
  return (
    <Panel title={words.t('proceedings.owed.title')}>
      <Lines
        lines={victim.owed.map(({ notice, since }) => ({
          main: nameOf(profile, page, notice.names),
          note: `${words.t('proceedings.owed.since', { day: words.date(since, 'long') })} · ${notice.law}`,
        }))}
      />
    </Panel>
  );
};

const knotOf = (entry: VictimEntry, { shown, page }: OneProps): Knot => {
  const { words } = page;
  const received = shown.victim.entries.find(({ kind, about }) => kind === 'receipt' && about === entry.id);
  const receipt =
    entry.kind !== 'told'
      ? []
      : [
          received === undefined
            ? words.t('proceedings.told.open')
            : words.t('proceedings.told.received', { day: words.date(received.happenedOn, 'short') }),
        ];
  return {
    ...{ id: entry.id, at: entry.happenedOn, atText: words.date(entry.happenedOn, 'long') },
    title: words.t(`proceedings.entry.${entry.kind}`),
    text: [entryText(entry, page), ...receipt].filter((it) => it !== '').join(' · '),
    by: words.t('proceedings.judgment.by', { name: entry.recordedByName ?? '–' }),
    weight: 'event',
  };
};

/** Lines of a compensation in words. */
export const compensationLines = (steps: readonly CompensationStep[], profile: Profile, page: PageContext) =>
  steps.map(({ event, cents, codes, happenedOn }) => ({
    main: `${page.words.t(`proceedings.compensation.${event}`)}${cents === null ? '' : ` · ${moneyText(cents, profile, page.words)}`}`,
    note: [
      page.words.date(happenedOn, 'long'),
      ...codes.map((code) =>
        named(page, profile.hasCode('damage-kinds', code) ? 'damage-kinds' : 'claim-reasons', code),
      ),
    ].join(' · '),
  }));

const Compensation = ({ shown, page }: OneProps): VNode => {
  const { victim, profile, view } = shown;
  const { words } = page;
  const base = `${caseHref(view.file)}/rights/${victim.caseId}`;
  const canPay = view.mayJudge && victim.state === 'awarded';
  return (
    <Panel title={words.t('proceedings.compensation.title')}>
      <Facts
        facts={[
          {
            label: words.t('proceedings.compensation.state'),
            value: profile.stateName(compensationMachine, victim.state, words.language),
          },
          {
            label: words.t('proceedings.compensation.awarded'),
            value: moneyText(victim.ledger.awarded, profile, words),
          },
          { label: words.t('proceedings.compensation.paid'), value: moneyText(victim.ledger.paid, profile, words) },
        ]}
      />
      <Lines lines={compensationLines(victim.steps, profile, page)} />
      {canPay ? (
        <div class="actions">
          <ButtonLink href={`${base}/payment`} kind="quiet">
            {words.t('proceedings.payment.new')}
          </ButtonLink>
          <ButtonLink href={`${base}/unpaid`} kind="quiet">
            {words.t('proceedings.unpaid.new')}
          </ButtonLink>
        </div>
      ) : null}
    </Panel>
  );
};

const kinds = Object.keys(victimQuestions).filter((kind) => kind !== 'receipt');

const Acts = ({ shown, page }: OneProps): VNode | null => {
  const { view, victim } = shown;
  const { t } = page.words;
  if (!view.rights.investigate && !view.mayJudge) return null;
  const base = `${caseHref(view.file)}/rights/${victim.caseId}/enter`;
  const open = victim.entries.filter(
    (entry) =>
      entry.kind === 'told' && !victim.entries.some(({ kind, about }) => kind === 'receipt' && about === entry.id),
  );
  return (
    <Panel title={t('proceedings.rights.enter')}>
      <div class="actions">
        {kinds.map((kind) => (
          <ButtonLink key={kind} href={`${base}/${kind}`} kind="quiet">
            {t(`proceedings.enter.${kind}`)}
          </ButtonLink>
        ))}
        {open.map((entry) => (
          <ButtonLink key={entry.id} href={`${base}/receipt?of=${entry.id}`} kind="quiet">
            {t('proceedings.enter.receipt_of', { notice: namedAll(page, 'victim-notices', entry.codes) })}
          </ButtonLink>
        ))}
      </div>
    </Panel>
  );
};

const VictimPage = (props: OneProps): VNode => {
  const { shown, page } = props;
  const { t } = page.words;
  return (
    <>
      <CaseHead shown={shown} page={page} tab="rights" inner={numberName(page, shown.victim.number)} />
      <Columns
        aside={
          <>
            <Owed {...props} />
            <Compensation {...props} />
          </>
        }
      >
        <Acts {...props} />
        <Panel title={t('proceedings.rights.thread')}>
          <Thread
            label={t('proceedings.rights.thread')}
            knots={shown.victim.entries
              .filter(({ kind }) => kind !== 'receipt')
              .map((entry) => knotOf(entry, props))
              .reverse()}
            empty={t('proceedings.rights.none')}
          />
        </Panel>
      </Columns>
    </>
  );
};

/** One victim: what she was told and given, and her damages. */
export const victimScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/rights/:caseId', params: victimParams, load: loadVictim },
  title: (_, words) => words.t('proceedings.tab.rights'),
  page: (shown, page) => <VictimPage shown={shown} page={page} />,
});
