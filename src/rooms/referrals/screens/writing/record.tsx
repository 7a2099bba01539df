import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  Chip,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Words } from '../../../../platform/words.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Opened, opensOf } from '../../../identity/index.ts';
import { openRecord } from '../../actions/read/opened.ts';
import {
  type RecordedQuestion,
  type RecordedSection,
  type RecordedSubject,
  rowHeading,
} from '../../actions/read/record.ts';
import { readReport, type ReportView } from '../../actions/read/report.ts';
import {
  moment,
  Fingerprint,
  personTitle,
  type ReferralTools,
  reportParams,
  sectionTitle,
  type With,
} from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

type RecordData = { readonly view: ReportView; readonly opened: ReadonlyMap<string, Opened> };
type RecordProps = With<RecordData> & { readonly page: PageContext };

/** The text of a question: as recorded, as opened, or that it is sealed. */
const textOf = (question: RecordedQuestion, opened: Opened | undefined, words: Words): VNode => {
  if (!question.sealed) {
    return question.text === null ? (
      <dd class="missing">{words.t('referrals.record.no_answer')}</dd>
    ) : (
      <dd dir="auto">{question.text}</dd>
    );
  }
  const text = opened?.[question.compartment]?.[question.path];
  return text === undefined ? (
    <dd class="missing">{words.t('referrals.record.sealed')}</dd>
  ) : (
    <dd dir="auto" class="as-typed">
      {text}
    </dd>
  );
};

/** One page of the form as it was worded and answered, in the language of the report. */
export const RecordSection = (props: {
  section: RecordedSection;
  language: string;
  opened: Opened | undefined;
  words: Words;
}): VNode => {
  const { section, language, opened, words } = props;
  const groups = [...Map.groupBy(section.questions, rowHeading)];
  return (
    <section class="summary-card">
      <header>
        <h3>{sectionTitle(words, section.key)}</h3>
      </header>
      {groups.map(([title, questions]) => (
        <div key={title ?? ''} class={title ? 'answer-row' : undefined} lang={language}>
          {title ? <h4>{title}</h4> : null}
          <dl class="answers">
            {questions.map((question) => (
              <div class="answer" key={question.path}>
                <dt>{question.label}</dt>
                {textOf(question, opened, words)}
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
};

const Subject = (props: {
  record: RecordedSubject;
  opened: Opened | undefined;
  title: string;
  words: Words;
}): VNode => (
  <Panel title={props.title}>
    {props.record.sections.map((section) => (
      <RecordSection
        key={section.key}
        section={section}
        language={props.record.language}
        opened={props.opened}
        words={props.words}
      />
    ))}
  </Panel>
);

/** Address of the record as PDF. */
const pdfPath = ({ report }: ReportView): string => `/reports/${report.id}/record.pdf`;

const OpenForm = ({ view, page }: { view: ReportView; page: PageContext }): VNode | null => {
  const { words, viewer } = page;
  if (!viewer || opensOf(viewer, view.report).length === 0) return null;
  return (
    <Panel title={words.t('referrals.record.open')}>
      <p class="hint">{words.t('referrals.record.open_text')}</p>
      <FormFor page={page} action={`/reports/${view.report.id}/record`} light>
        <label class="field">
          <span class="field-label">{words.t('referrals.record.purpose')}</span>
          <select name="purpose" id="purpose">
            {viewer.purposes.map((purpose) => (
              <option key={purpose} value={purpose}>
                {named(page, 'opening-purposes', purpose)}
              </option>
            ))}
          </select>
        </label>
        <div class="actions">
          <Button>{words.t('referrals.record.open_button')}</Button>
          <Button kind="quiet" file formaction={pdfPath(view)}>
            {words.t('referrals.paper.download_opened')}
          </Button>
        </div>
      </FormFor>
    </Panel>
  );
};

const Head = ({ data: { view, opened }, profile, page }: RecordProps): VNode => {
  const { words } = page;
  const { report } = view;
  return (
    <PageHead
      title={words.t('referrals.record.title', { reference: view.reference })}
      lead={words.t('referrals.record.lead', {
        body: bodyName(profile, words, view.reportingBody),
        at: moment(page, report.sent_at),
      })}
      back={{ href: `/reports/${report.id}`, label: words.t('referrals.record.back') }}
      chips={<Chip>{words.t(`referrals.route.${report.route}`)}</Chip>}
      actions={
        opened.size === 0 ? (
          <a class="button quiet" href={pdfPath(view)} download>
            {words.t('referrals.paper.download')}
          </a>
        ) : undefined
      }
    />
  );
};

const RecordPage = (props: RecordProps): VNode => {
  const { data, page } = props;
  const { view, opened } = data;
  const { words } = page;
  const { report } = view;
  return (
    <>
      <Head {...props} />
      {opened.size > 0 ? (
        <Notice tone="warn">{words.t('referrals.record.opened')}</Notice>
      ) : (
        <OpenForm view={view} page={page} />
      )}
      <Subject
        record={view.record}
        opened={opened.get(report.id)}
        title={words.t('referrals.overview.report')}
        words={words}
      />
      {view.persons.map(({ person, record }) => (
        <Subject
          key={person.id}
          record={record}
          opened={opened.get(person.id)}
          title={personTitle(words, person.ordinal)}
          words={words}
        />
      ))}
      <p class="soft">{words.t('referrals.record.form_version', { version: report.form_version })}</p>
      <Fingerprint words={words} fingerprint={view.fingerprint} />
    </>
  );
};

/** The record of a report, from what was stored at sending and nothing else; to read, print or keep. */
export const recordScreens = (tools: ReferralTools): readonly Screen<Profile>[] => [
  getScreen({
    journals: ['referrals.record_read'],
    room: 'referrals',
    path: '/reports/:reportId/record',
    permit: 'anyone-signed-in',
    params: reportParams,
    reads: ({ reportId }) => ({ type: 'referrals.record_read', subject: { kind: 'report', id: reportId }, reportId }),
    load: async (scene: Scene, { params }) => {
      const view = await readReport(scene, params.reportId);
      if (view === null || isRefusal(view)) return view;
      const data: RecordData = { view, opened: new Map() };
      return { data, profile: scene.profile };
    },
    title: ({ data }, words) => words.t('referrals.record.title', { reference: data.view.reference }),
    page: (loaded, page) => <RecordPage {...loaded} page={page} />,
  }),
  askScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    room: 'identity',
    path: '/reports/:reportId/record',
    permit: 'anyone-signed-in',
    params: reportParams,
    body: z.looseObject({ purpose: z.string().max(60) }),
    // The vault writes one line per subject before it opens anything.
    reads: () => null,
    load: async (scene: Scene, input, { params }) => {
      const data = await openRecord(scene, tools.vault, { reportId: params.reportId, purpose: input.purpose });
      return data === null || isRefusal(data) ? data : { data, profile: scene.profile };
    },
    title: ({ data }, words) => words.t('referrals.record.title', { reference: data.view.reference }),
    page: (loaded, page) => <RecordPage {...loaded} page={page} />,
  }),
];
