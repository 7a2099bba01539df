import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import { ButtonLink, type Fact, Facts, Lines, named, type PageContext, Panel } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import { documentDate } from '../document-date.ts';
import type { ReceivedView } from '../../actions/triage/index.ts';
import { shortPathOf } from '../../facts/short-paths.ts';
import { evidencePath } from './evidence.tsx';
import { namedAll, pathOf, yesNo } from './parts.tsx';

type Props = { readonly view: ReceivedView; readonly page: PageContext; readonly profile: Profile };
type Exploiter = ReceivedView['exploiters'][number];

const label = (page: PageContext, id: string): string => page.words.t(`referrals.field.${id}.label`);

const interviewFacts = ({ view, page }: Props): readonly Fact[] => {
  const it = view.interview;
  if (it === null) return [];
  const place =
    it.place === null ? page.words.t('referrals.triage.not_asked') : named(page, 'interview-place', it.place);
  const day = it.held_on === null ? '' : ` · ${page.words.date(it.held_on as PlainDate, 'long')}`;
  return [
    { label: label(page, 'interview_place'), value: `${place}${day}` },
    { label: label(page, 'persons_present'), value: namedAll(page, 'persons-present', it.persons_present) },
    ...(it.interpreter_kind === null
      ? []
      : [{ label: label(page, 'interpreter_kind'), value: named(page, 'interpreter-kinds', it.interpreter_kind) }]),
    { label: label(page, 'interview_conditions'), value: namedAll(page, 'interview-conditions', it.conditions) },
  ];
};

const pathFact = ({ view, page, profile }: Props): readonly Fact[] => {
  const path = shortPathOf(profile, view.report.short_path);
  const value = path && profile.nameIn(path.names, page.words.language);
  return value ? [{ label: page.words.t('referrals.path.title'), value }] : [];
};

const matterFacts = (props: Props): readonly Fact[] => {
  const { view, page } = props;
  const { report } = view;
  return [
    ...pathFact(props),
    { label: label(page, 'how_came_to_light'), value: named(page, 'how-it-came-to-light', report.how_came_to_light) },
    {
      label: label(page, 'commune_noticed'),
      value:
        report.commune === null ? page.words.t('referrals.triage.not_asked') : named(page, 'communes', report.commune),
    },
    { label: label(page, 'in_danger'), value: yesNo(page.words, report.in_danger) },
    { label: label(page, 'other_victims'), value: yesNo(page.words, report.other_victims) },
    { label: label(page, 'police_told'), value: yesNo(page.words, report.police_told) },
    ...interviewFacts(props),
  ];
};

/** What was told of one who is said to exploit; questions without an answer are left out. */
const exploiterFacts = (page: PageContext, it: Exploiter): readonly Fact[] => {
  const code = (list: string, value: string | null): string => (value === null ? '' : named(page, list, value));
  const told: Readonly<Record<string, string>> = {
    relation: code('relation-to-exploiter', it.relation),
    role: code('perpetrator-role', it.role),
    sex: code('sex', it.sex),
    citizenship: code('countries', it.citizenship),
    languages: it.languages.map((one) => named(page, 'languages', one)).join(', '),
    whereabouts: code('countries', it.whereabouts_country),
    near: it.near_person === null ? '' : yesNo(page.words, it.near_person),
  };
  return Object.entries(told)
    .filter(([, value]) => value !== '')
    .map(([id, value]) => ({ label: page.words.t(`referrals.received.exploiter.${id}`), value }));
};

const OneExploiter = ({ it, page }: { it: Exploiter; page: PageContext }): VNode => {
  const facts = exploiterFacts(page, it);
  return (
    <section>
      <h3>
        {page.words.t('referrals.received.exploiter.number')} {page.words.number(it.ordinal)}
      </h3>
      {facts.length === 0 ? <p class="soft">{page.words.t('referrals.triage.not_asked')}</p> : <Facts facts={facts} />}
    </section>
  );
};

const Exploiters = ({ view, page }: Props): VNode | null =>
  view.exploiters.length === 0 ? null : (
    <Panel title={page.words.t('referrals.received.exploiters')}>
      <p class="soft">{page.words.t('referrals.received.as_told')}</p>
      {view.exploiters.map((it) => (
        <OneExploiter key={it.id} it={it} page={page} />
      ))}
    </Panel>
  );

const kilobytes = (size: number): number => Math.max(1, Math.ceil(size / 1024));

const Files = ({ view, page }: Props): VNode | null =>
  view.files.length === 0 ? null : (
    <Panel title={page.words.t('referrals.received.files')}>
      <Lines
        lines={view.files.map((file) => ({
          main: <a href={evidencePath(view.report.id, file.id)}>{named(page, 'evidence-kinds', file.kind)}</a>,
          note: [
            page.words.t('referrals.received.file_size', { size: kilobytes(file.size) }),
            file.mediaType,
            page.words.t(`referrals.evidence.${file.scan}`),
            documentDate(page.words, file.documentDay, file.documentPrecision),
          ]
            .filter((text) => text !== '')
            .join(' · '),
        }))}
      />
      <p class="soft">{page.words.t('referrals.received.files_sealed')}</p>
    </Panel>
  );

const SealedAccount = ({ view, page }: Props): VNode => {
  const { t } = page.words;
  const parts = [...new Set(view.sealed.map(({ compartment }) => compartment))];
  if (parts.length === 0) return <p class="soft">{t('referrals.received.nothing_sealed')}</p>;
  return (
    <p>
      <span class="soft">
        {t('referrals.received.sealed', { parts: parts.map((part) => named(page, 'sealed-parts', part)).join(', ') })}
      </span>{' '}
      <ButtonLink kind="quiet" href={`${pathOf(view.report.id)}/open`}>
        {t('referrals.received.open')}
      </ButtonLink>
    </p>
  );
};

/** What is told of the matter itself: how it came to light, in which circumstances, who is said to exploit. */
export const Matter = (props: Props): VNode => (
  <>
    <Panel title={props.page.words.t('referrals.received.matter')}>
      <SealedAccount {...props} />
      <Facts facts={matterFacts(props)} />
    </Panel>
    <Exploiters {...props} />
    <Files {...props} />
  </>
);
