import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import {
  ButtonLink,
  Chip,
  type Column,
  Details,
  named,
  type PageContext,
  Table,
} from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { PersonView, ReceivedView } from '../../actions/triage/index.ts';
import { may, namedAll, pathOf, yesNo } from './parts.tsx';
import { PersonFacts } from './person-facts.tsx';
import { bodyName } from '../../../directory/index.ts';

type Props = { readonly it: PersonView; readonly page: PageContext; readonly profile: Profile };

/** Signs whose weight nobody knows for this situation: they can neither make a result nor speak against one. */
const unweighed = (it: PersonView): number =>
  it.advice.dimensions.reduce((sum, dimension) => sum + dimension.unweighed.length, 0);

/** Which combined result the noticed signs give; none when not one of them has a known weight. */
export const adviceText = ({ it, page, profile }: Props): string => {
  const { t } = page.words;
  if (it.signs.length === 0) return t('referrals.received.no_signs');
  const count = unweighed(it);
  if (count === it.signs.length) return t('referrals.received.result_unknown');
  const found = profile.indicatorRule.results.find(({ result }) => result === it.advice.result);
  const text = found ? profile.nameIn(found.names, page.words.language) : t('referrals.received.result_open');
  return count === 0 ? text : `${text} ${t('referrals.received.not_counted', { count })}`;
};

/** How many signs, and what they say together where that is known; all of it stands below with the person. */
const signsText = (props: Props): string => {
  const { signs } = props.it;
  const count = props.page.words.number(signs.length);
  return signs.length > 0 && unweighed(props.it) === signs.length ? count : `${count} · ${adviceText(props)}`;
};

/** A sign, its weight for this person, and where it was noticed. */
const SignLine = ({ it, page, profile, id }: Props & { id: string }): VNode => {
  const weights = ['strong', 'medium', 'weak'] as const;
  const dimension = it.advice.dimensions.find((one) =>
    [...one.strong, ...one.medium, ...one.weak, ...one.unweighed].includes(id),
  );
  const weight = weights.find((one) => dimension?.[one].includes(id)) ?? 'unweighed';
  const counted = it.advice.because.includes(id);
  return (
    <li>
      {profile.nameIn(profile.indicator(id).names, page.words.language)}{' '}
      <span class="soft">
        {page.words.t(`referrals.received.weight.${weight}`)}
        {counted ? ` · ${page.words.t('referrals.received.counted')}` : ''}
      </span>
    </li>
  );
};

/** The signs with what they say together: advice for looking closer, never a decision. */
const Signs = (props: Props): VNode => {
  const { it, page, profile } = props;
  const { t } = page.words;
  return (
    <section>
      <h3>{t('referrals.received.signs')}</h3>
      <p>
        <b>{adviceText(props)}</b>{' '}
        <span class="soft">{profile.nameIn(profile.indicatorRule.use, page.words.language)}</span>
      </p>
      <ul class="plain-list">
        {it.signs.map(({ indicator }) => (
          <SignLine key={indicator} {...props} id={indicator} />
        ))}
      </ul>
    </section>
  );
};

const Consents = ({ it, page, profile }: Props): VNode | null =>
  it.consents.length === 0 ? null : (
    <section>
      <h3>{page.words.t('referrals.received.consents')}</h3>
      <ul class="plain-list">
        {it.consents.map((consent) => (
          <li key={consent.id}>
            {page.words.t(consent.agreed ? 'referrals.received.agreed' : 'referrals.received.not_agreed', {
              body: bodyName(profile, page.words, consent.recipient_id),
            })}{' '}
            <span class="soft">
              {[
                consent.explained_on === null ? '' : page.words.date(consent.explained_on as PlainDate, 'long'),
                consent.explained_in === null ? '' : named(page, 'languages', consent.explained_in),
                consent.interpreter_kind === null ? '' : named(page, 'interpreter-kinds', consent.interpreter_kind),
              ]
                .filter((text) => text !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

const SealedParts = ({ it, page, reportId }: Props & { reportId: string }): VNode => {
  const parts = [...new Set(it.sealed.map(({ compartment }) => compartment))];
  const { t } = page.words;
  if (parts.length === 0) return <p class="soft">{t('referrals.received.nothing_sealed')}</p>;
  const names = parts.map((part) => named(page, 'sealed-parts', part)).join(', ');
  return (
    <p>
      <span class="soft">{t('referrals.received.sealed', { parts: names })}</span>{' '}
      <ButtonLink kind="quiet" href={`${pathOf(reportId)}/persons/${it.person.id}/open`}>
        {t('referrals.received.open')}
      </ButtonLink>
    </p>
  );
};

const PersonDetails = (props: Props & { reportId: string }): VNode => {
  const { it, page } = props;
  return (
    <Details summary={page.words.t('referrals.received.person_more', { number: it.person.ordinal })}>
      <SealedParts {...props} />
      <PersonFacts it={it} page={page} />
      <Signs {...props} />
      <Consents {...props} />
    </Details>
  );
};

const CaseCell = ({ it, page, profile }: Props): VNode => {
  const { t, language } = page.words;
  const caseId = it.status?.caseId ?? null;
  if (caseId === null) return <span class="soft">{t('referrals.received.no_case')}</span>;
  const status = it.status?.status ?? null;
  const text = status === null ? t('referrals.received.case') : profile.stateName('victim-status', status, language);
  return may(page, 'cases.read') ? <a href={`/cases/${caseId}`}>{text}</a> : <>{text}</>;
};

/** What the person was told of help, and the case if there is one. */
const SupportCell = (props: Props): VNode => {
  const { it, page } = props;
  const told = it.person.support_information;
  return (
    <>
      {told === null ? page.words.t('referrals.triage.not_asked') : named(page, 'support-information', told)}
      <br />
      <CaseCell {...props} />
    </>
  );
};

const AgeCell = ({ it, page }: Props): VNode => (
  <>
    {it.person.age_answer === 'adult' ? (
      named(page, 'age-answer', it.person.age_answer)
    ) : (
      <Chip tone="plum">{named(page, 'age-answer', it.person.age_answer)}</Chip>
    )}
    {it.person.age_band === 'unknown' ? null : (
      <span class="soft"> {named(page, 'age-bands', it.person.age_band)}</span>
    )}
    <br />
    {named(page, 'sex', it.person.sex)}
  </>
);

const LanguageCell = ({ it, page }: Props): VNode => {
  const { person, needs } = it;
  const asks = person.interpreter_need === 'yes' || person.interpreter_need === 'not_sure';
  const wish = person.interpreter_sex === null ? '' : ` (${named(page, 'sex', person.interpreter_sex)})`;
  return (
    <>
      {namedAll(page, 'countries', person.citizenships)}
      <br />
      {namedAll(page, 'languages', person.languages)}
      <br />
      <span class="soft">
        {page.words.t('referrals.received.interpreter', { need: yesNo(page.words, person.interpreter_need) })}
        {asks && person.interpreter_language !== null
          ? ` · ${named(page, 'languages', person.interpreter_language)}${wish}`
          : ''}
        {needs !== null && needs.communication_aids.length > 0
          ? ` · ${namedAll(page, 'communication-aids', needs.communication_aids)}`
          : ''}
      </span>
    </>
  );
};

const columnsOf = (page: PageContext, profile: Profile): readonly Column<PersonView>[] => {
  const { words } = page;
  const props = (it: PersonView): Props => ({ it, page, profile });
  const column = (id: string, cell: Column<PersonView>['cell'], heads = false): Column<PersonView> => ({
    ...{ id, heads },
    // One element, for on a small screen a cell stands beside its name.
    cell: (it) => <div>{cell(it)}</div>,
    label: words.t(`referrals.received.column.${id}`),
  });
  return [
    column(
      'person',
      (it) => (
        <a href={`#person-${it.person.ordinal}`}>
          {words.t('referrals.received.person_number', { number: it.person.ordinal })}
        </a>
      ),
      true,
    ),
    column('age', (it) => <AgeCell {...props(it)} />),
    column('language', (it) => <LanguageCell {...props(it)} />),
    column('forms', (it) => namedAll(page, 'exploitation-forms', it.person.forms)),
    column('signs', (it) => signsText(props(it))),
    column('support', (it) => <SupportCell {...props(it)} />),
  ];
};

/** The persons of a report: one line each, and below all that is told of each. */
export const Persons = ({
  view,
  page,
  profile,
}: {
  view: ReceivedView;
  page: PageContext;
  profile: Profile;
}): VNode => {
  const { t } = page.words;
  return (
    <div class="persons dense">
      <h2>{t('referrals.received.persons', { count: view.persons.length })}</h2>
      <Table
        page={page}
        caption={t('referrals.received.persons', { count: view.persons.length })}
        captionUnseen
        columns={columnsOf(page, profile)}
        rows={view.persons}
        rowKey={(it) => it.person.id}
        empty={t('referrals.received.no_persons')}
      />
      {view.persons.map((it) => (
        <div key={it.person.id} id={`person-${it.person.ordinal}`}>
          <PersonDetails it={it} page={page} profile={profile} reportId={view.report.id} />
        </div>
      ))}
    </div>
  );
};
