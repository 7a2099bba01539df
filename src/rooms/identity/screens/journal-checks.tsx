import type { VNode } from 'preact';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Chip,
  type Column,
  ErrorSummary,
  Facts,
  FormFor,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import {
  askJournalCheck,
  type CheckpointPaper,
  type JournalCheck,
  type JournalFinding,
  readCheckpointPaper,
  readJournalChecks,
} from '../actions/journal-checks.ts';

type Shown = { readonly checks: readonly JournalCheck[]; readonly profile: Profile };

const Result = ({ it, page }: { it: JournalCheck; page: PageContext }): VNode => {
  const { words } = page;
  if (it.sound === null) return <Chip tone="warn">{words.t('identity.journal.runs', { count: it.eventsRead })}</Chip>;
  return it.sound ? (
    <Chip tone="good">{words.t('identity.journal.whole')}</Chip>
  ) : (
    <Chip tone="danger">{words.t('identity.journal.not_whole', { count: it.findings.length })}</Chip>
  );
};

const columnsOf = (page: PageContext): readonly Column<JournalCheck>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<JournalCheck>['cell']): Column<JournalCheck> => ({
    ...{ id, label: words.t(`identity.journal.column.${id}`), cell },
  });
  const number = (value: number | null): string => (value === null ? '–' : words.number(value));
  return [
    { ...column('asked', (it) => words.date(it.askedAt, 'moment')), heads: true },
    column('by', (it) => it.askedByName ?? words.t('identity.journal.nightly')),
    column('result', (it) => <Result it={it} page={page} />),
    column('events', (it) => words.number(it.eventsRead)),
    column('checkpoints', (it) => number(it.checkpoints)),
    column('witnessed', (it) => number(it.witnessed)),
  ];
};

const placeOf = ({ chain, seq, to }: JournalFinding, { profile }: Shown, page: PageContext): string => {
  const { words } = page;
  if (chain === null) return words.t('identity.journal.place_none');
  const body = bodyName(profile, words, chain);
  if (seq === null) return body;
  return words.t('identity.journal.place', { body, from: seq, to: to ?? seq });
};

/** What the last finished verification found, place by place. */
const Findings = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const last = shown.checks.find(({ finishedAt }) => finishedAt !== null);
  const { words } = page;
  return last === undefined || last.sound === true ? null : (
    <>
      <Notice tone="danger" title={words.t('identity.journal.alarm')}>
        {words.t('identity.journal.alarm_text')}
      </Notice>
      <Panel title={words.t('identity.journal.findings')}>
        <Lines
          lines={last.findings.map((finding) => ({
            main: words.t(`identity.journal.finding.${finding.kind}`),
            note: placeOf(finding, shown, page),
            tone: 'danger' as const,
          }))}
        />
      </Panel>
    </>
  );
};

const ListPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const runs = shown.checks.some(({ finishedAt }) => finishedAt === null);
  return (
    <>
      <PageHead title={words.t('identity.journal.title')} lead={words.t('identity.journal.lead')} />
      <ErrorSummary page={page} />
      <Findings shown={shown} page={page} />
      <div class="actions">
        {runs ? (
          <ButtonLink href="/journal-checks">{words.t('identity.journal.look_again')}</ButtonLink>
        ) : (
          <FormFor page={page} action="/journal-checks" light>
            <Button>{words.t('identity.journal.ask')}</Button>
          </FormFor>
        )}
        <ButtonLink href="/journal-checks/paper" kind="quiet">
          {words.t('identity.journal.paper')}
        </ButtonLink>
      </div>
      <Table
        page={page}
        caption={words.t('identity.journal.title')}
        captionUnseen
        rows={shown.checks}
        rowKey={({ id }) => id}
        empty={words.t('identity.journal.empty')}
        columns={columnsOf(page)}
      />
    </>
  );
};

const listScreen: Screen<Profile> = getScreen({
  ...{ room: 'identity', path: '/journal-checks', permit: 'journal.verify' },
  load: async (scene: Scene): Promise<Shown> => ({ checks: await readJournalChecks(scene), profile: scene.profile }),
  title: (_, words) => words.t('identity.journal.title'),
  page: (shown, page) => <ListPage shown={shown} page={page} />,
});

const askCheckScreen: Screen<Profile> = postScreen({
  journals: ['identity.journal_check_asked'],
  ...{ room: 'identity', path: '/journal-checks', permit: 'journal.verify' },
  body: z.object({}),
  once: true,
  act: (scene: Scene) => askJournalCheck(scene),
  then: () => '/journal-checks?done=journal_check_asked',
  again: listScreen,
});

const QrCode = ({ paper, page }: { paper: CheckpointPaper; page: PageContext }): VNode => (
  <img
    class="qr"
    src={`data:image/svg+xml;base64,${Buffer.from(renderSVG(paper.code, { border: 2 })).toString('base64')}`}
    width="208"
    height="208"
    alt={page.words.t('identity.journal.paper_code')}
  />
);

const PaperPage = ({ paper, page }: { paper: CheckpointPaper | null; page: PageContext }): VNode => {
  const { words } = page;
  const fact = (id: string, value: string) => ({
    ...{ label: words.t(`identity.journal.paper_fact.${id}`), value: <code class="as-typed">{value}</code> },
  });
  return (
    <article class="printable">
      <PageHead
        title={words.t('identity.journal.paper_title')}
        lead={words.t('identity.journal.paper_lead')}
        back={{ href: '/journal-checks', label: words.t('identity.journal.title') }}
      />
      {paper === null ? (
        <Notice>{words.t('identity.journal.paper_none')}</Notice>
      ) : (
        <>
          <Facts
            facts={[
              { label: words.t('identity.journal.paper_fact.signed'), value: words.date(paper.signedAt, 'moment') },
              fact('digest', paper.digest),
              fact('key', paper.publicKey),
              fact('signature', paper.signature),
            ]}
          />
          <QrCode paper={paper} page={page} />
          <p>{words.t('identity.journal.paper_how')}</p>
          <p>
            <code>ariane audit verify --digest {paper.digest.slice(0, 8)}…</code>
          </p>
        </>
      )}
    </article>
  );
};

const paperOfCheckpoint: Screen<Profile> = getScreen({
  ...{ room: 'identity', path: '/journal-checks/paper', permit: 'journal.verify' },
  load: async (scene: Scene) => ({ paper: await readCheckpointPaper(scene) }),
  title: (_, words) => words.t('identity.journal.paper_title'),
  page: ({ paper }, page) => <PaperPage paper={paper} page={page} />,
});

/** Verifying the journal: on demand, what each night found, and a checkpoint to print for a witness. */
export const journalCheckScreens: readonly Screen<Profile>[] = [listScreen, askCheckScreen, paperOfCheckpoint];
