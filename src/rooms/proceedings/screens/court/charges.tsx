import type { VNode } from 'preact';
import { ButtonLink, Chip, Details, getScreen, Panel, type Screen } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { type Charge, type Suspect } from '../../actions/index.ts';
import { aggravationsOf, elementsOf, palermoSide } from '../../rules/judging/index.ts';
import { CaseHead, caseHref, criminalCaseParams, suspectName } from '../parts.tsx';
import { type CourtProps, type CourtShown, factsText, loadCourt, namedAll, nameOf, offenceName } from './parts.tsx';

const titleOf = ({ view }: CourtShown, words: Parameters<typeof offenceName>[1]): string =>
  words.t('proceedings.case.title', { reference: view.file.reference });

const elementNames = (charge: Charge, { shown, page }: CourtProps): readonly string[] => {
  const { profile } = shown;
  const offence = profile.offences.offences.find(({ id }) => id === charge.offence);
  if (offence === undefined) return [];
  const elements = elementsOf(profile, offence).filter(({ code }) => charge.elements.includes(code));
  const worse = aggravationsOf(profile, offence).filter(({ code }) => charge.aggravating.includes(code));
  return [
    ...elements.map(({ names }) => nameOf(profile, page, names)),
    ...worse.map(
      (one) => `${one.offence.article} ${one.element.point ?? ''} ${nameOf(profile, page, one.element.names)}`,
    ),
  ];
};

/** The same facts in the terms of the Palermo Protocol, beside what the national text asks. */
const Palermo = ({ charge, shown, page }: CourtProps & { readonly charge: Charge }): VNode | null => {
  const { profile } = shown;
  const { words } = page;
  const offence = profile.offences.offences.find(({ id }) => id === charge.offence);
  if (offence === undefined || offence.role !== 'core') return null;
  const side = palermoSide([
    ...elementsOf(profile, offence).filter(({ code }) => charge.elements.includes(code)),
    ...aggravationsOf(profile, offence)
      .filter(({ code }) => charge.aggravating.includes(code))
      .map(({ element }) => element),
  ]);
  const groups = profile.codeList('exploitation-forms').groups ?? [];
  const purposes = groups
    .filter(({ code }) => side.purposes.includes(code))
    .map(({ names }) => nameOf(profile, page, names));
  const none = words.t('proceedings.none');
  const means = side.child ? words.t('proceedings.palermo.child') : namedAll(page, 'palermo-means', side.means) || none;
  return (
    <Details summary={words.t('proceedings.palermo.title')}>
      <p class="soft">
        {words.t('proceedings.palermo.line', {
          ...{ acts: namedAll(page, 'palermo-acts', side.acts) || none, means, purposes: purposes.join(', ') || none },
        })}
      </p>
      <p class="soft">{words.t(side.complete ? 'proceedings.palermo.complete' : 'proceedings.palermo.open')}</p>
    </Details>
  );
};

const OneCharge = ({ charge, shown, page }: CourtProps & { readonly charge: Charge }): VNode => {
  const { words } = page;
  const { view, profile } = shown;
  const base = `${caseHref(view.file)}/charges/${charge.id}/drop`;
  return (
    <li>
      <span class="line-main">
        {words.t('proceedings.charge.number', { number: charge.number })} ·{' '}
        {offenceName(profile, words, charge.offence)}{' '}
        {charge.droppedOn === null ? null : (
          <Chip tone="warn">
            {words.t('proceedings.charge.dropped', { day: words.date(charge.droppedOn, 'short') })}
          </Chip>
        )}
      </span>
      <span class="soft">{words.t('proceedings.charge.facts', { days: factsText(charge, words) })}</span>
      <span class="soft">{elementNames(charge, { shown, page }).join(' · ')}</span>
      <span class="soft">
        {words.t('proceedings.charge.by', {
          ...{ day: words.date(charge.chargedOn, 'long'), name: charge.recordedByName ?? '–' },
        })}
      </span>
      <Palermo charge={charge} shown={shown} page={page} />
      {view.rights.decide && charge.droppedOn === null ? (
        <div class="actions">
          <ButtonLink href={base} kind="quiet">
            {words.t('proceedings.charge.drop')}
          </ButtonLink>
        </div>
      ) : null}
    </li>
  );
};

const OfSuspect = ({ suspect, shown, page }: CourtProps & { readonly suspect: Suspect }): VNode => {
  const { view } = shown;
  const { t } = page.words;
  const charges = view.charges.filter(({ suspectId }) => suspectId === suspect.id);
  return (
    <Panel title={`${suspectName(page.words, suspect)} · ${t(`proceedings.suspect.state.${suspect.state}`)}`}>
      {charges.length === 0 ? <p class="empty">{t('proceedings.charge.none')}</p> : null}
      <ul class="lines">
        {charges.map((charge) => (
          <OneCharge key={charge.id} charge={charge} shown={shown} page={page} />
        ))}
      </ul>
      {view.rights.decide ? (
        <div class="actions">
          <ButtonLink href={`${caseHref(view.file)}/charges/of/${suspect.id}`} kind="quiet">
            {t('proceedings.charge.new')}
          </ButtonLink>
        </div>
      ) : null}
    </Panel>
  );
};

const ChargesPage = ({ shown, page }: CourtProps): VNode => (
  <>
    <CaseHead shown={shown} page={page} tab="charges" />
    <p class="soft">{page.words.t('proceedings.charge.lead')}</p>
    {shown.view.suspects.length === 0 ? <p class="empty">{page.words.t('proceedings.suspect.none')}</p> : null}
    {shown.view.suspects.map((suspect) => (
      <OfSuspect key={suspect.id} suspect={suspect} shown={shown} page={page} />
    ))}
  </>
);

const seen = { room: 'proceedings', permit: 'proceedings.read' } as const;

/** Who is charged with what in a case, and the same facts by the Palermo Protocol. */
export const chargesScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/charges', params: criminalCaseParams, load: loadCourt },
  title: (shown, words) => titleOf(shown, words),
  page: (shown, page) => <ChargesPage shown={shown} page={page} />,
});
