import type { VNode } from 'preact';
import { Lines, named, type PageContext, Panel } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import type { Access, CaseAddition, Holder } from '../actions/index.ts';
import { basisInWords } from '../actions/law-words.ts';
import { bodiesWithout } from '../rules.ts';
import { shortBodyName } from './parts.tsx';
import { bodyName, bodyOf, idOfBody } from '../../directory/index.ts';

export type WhoSees = {
  readonly accesses: readonly Access[];
  readonly holders: readonly Holder[];
  readonly profile: Profile;
  /** Who was told of the person without seeing the case. */
  readonly told: NonNullable<CaseAddition['told']>;
};

type Row = { readonly organisationId: string; readonly what: string; readonly why: string };

const partsText = (page: PageContext, parts: readonly string[]): string =>
  parts.map((part) => named(page, 'sealed-parts', part)).join(', ');

type Ground = { readonly basisKind: string; readonly basisCode: string; readonly since: string };

const basisText = (profile: Profile, words: Words, { basisKind: kind, basisCode: code, since }: Ground): string => {
  const day = words.date(since as never, 'long');
  if (kind === 'lead') return words.t('cases.who.lead', { day });
  if (kind === 'consent') return words.t('cases.who.consent', { day });
  const basis = profile.bases.find(({ id }) => id === code);
  if (basis === undefined) return words.t('cases.who.addressed', { day });
  const recalled = basis.provenance === 'recalled' ? ` ${words.t('cases.who.recalled')}` : '';
  return `${basisInWords(words, profile.nameIn(basis.names, words.language), basis.article)}${recalled}`;
};

const accessRows = (it: WhoSees, page: PageContext): Row[] =>
  it.accesses
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map((access) => ({
      organisationId: access.organisationId,
      what:
        access.basisKind === 'lead'
          ? page.words.t('cases.who.whole')
          : page.words.t('cases.who.parts', { parts: partsText(page, access.parts) }),
      why: basisText(it.profile, page.words, { ...access, since: access.from }),
    }));

/** Bodies that hold keys of what the report sealed, without being in the case. */
const holderRows = (it: WhoSees, page: PageContext): Row[] => {
  const inCase = new Set(
    it.accesses.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ organisationId }) => organisationId),
  );
  const others = it.holders.filter(
    ({ organisationId }) => !inCase.has(organisationId) && bodyOf(it.profile, organisationId) !== null,
  );
  const bodies = [...new Set(others.map(({ organisationId }) => organisationId))];
  return bodies.flatMap((organisationId) => {
    const own = others.filter((one) => one.organisationId === organisationId);
    const [first] = own;
    if (first === undefined) return [];
    const parts = [...new Set(own.map(({ compartment }) => compartment))];
    return {
      organisationId,
      what: page.words.t('cases.who.report_only', { parts: partsText(page, parts) }),
      why: basisText(it.profile, page.words, first),
    };
  });
};

const NothingLine = ({ it, rows, page }: { it: WhoSees; rows: readonly Row[]; page: PageContext }): VNode => {
  const { words } = page;
  const seeing = rows.flatMap(({ organisationId }) => bodyOf(it.profile, organisationId)?.code ?? []);
  const others = bodiesWithout(it.profile, seeing).map((code) =>
    shortBodyName(it.profile, words, idOfBody(it.profile, code)),
  );
  return <p class="soft">{words.t('cases.who.nothing', { bodies: others.join(', ') })}</p>;
};

const endedLine = (it: WhoSees, page: PageContext): string[] =>
  it.accesses
    .filter(({ withdrawnAt }) => withdrawnAt !== null)
    .map((access) =>
      page.words.t('cases.who.ended', {
        body: bodyName(it.profile, page.words, access.organisationId),
        day: page.words.date(access.withdrawnAt as never, 'long'),
      }),
    );

/** Who can see this, and why: each body with what it sees and the ground, then those that see nothing. */
export const WhoSeesPanel = ({ it, page }: { it: WhoSees; page: PageContext }): VNode => {
  const rows = [...accessRows(it, page), ...holderRows(it, page)];
  const seeing = new Set(rows.map(({ organisationId }) => organisationId));
  rows.push(...it.told.filter(({ organisationId }) => !seeing.has(organisationId)));
  return (
    <Panel title={page.words.t('cases.who.title')} id="who-sees">
      <Lines
        lines={rows.map((row) => ({
          main: bodyName(it.profile, page.words, row.organisationId),
          tone: 'good' as const,
          note: [row.what, row.why].filter((text) => text !== '').join(' · '),
        }))}
      />
      <NothingLine it={it} rows={rows} page={page} />
      {endedLine(it, page).map((text) => (
        <p class="soft" key={text}>
          {text}
        </p>
      ))}
    </Panel>
  );
};
