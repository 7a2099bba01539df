import type { VNode } from 'preact';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  Columns,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type NewCaseInput, openCriminalCase, readReceived, type ReceivedReport } from '../actions/index.ts';
import { newCaseForm } from '../facts/index.ts';

const withReport = (reference: string): string =>
  `/proceedings/new?case_origin=report&report_reference=${encodeURIComponent(reference)}`;

/** Reports the own body received and no case was opened from yet: one touch fills in the reference. */
const Received = ({ reports, page }: { reports: readonly ReceivedReport[]; page: PageContext }): VNode => {
  const { words } = page;
  const open = reports.filter(({ isOpened }) => !isOpened);
  return (
    <Panel title={words.t('proceedings.new.received')}>
      {open.length === 0 ? (
        <p class="soft">{words.t('proceedings.new.received_none')}</p>
      ) : (
        <Lines
          lines={open.map(({ reference, sentAt, persons }) => ({
            main: <a href={withReport(reference)}>{reference}</a>,
            note: words.t('proceedings.new.report', { day: words.date(sentAt, 'long'), persons }),
          }))}
        />
      )}
    </Panel>
  );
};

const NewPage = ({ reports, page }: { reports: readonly ReceivedReport[]; page: PageContext }): VNode => {
  const { words, query } = page;
  const start = {
    ...{ opened_on: page.today, case_scope: 'not_known', police_investigates: true },
    ...(query['case_origin'] === 'report' ? { case_origin: 'report' } : {}),
    ...(query['report_reference'] ? { report_reference: query['report_reference'] } : {}),
  };
  return (
    <>
      <PageHead
        title={words.t('proceedings.new.title')}
        lead={words.t('proceedings.new.lead')}
        back={{ href: '/proceedings', label: words.t('proceedings.list.title') }}
      />
      <ErrorSummary page={page} />
      <Columns aside={<Received reports={reports} page={page} />}>
        <FormFor page={page} action="/proceedings/new">
          <FieldSet page={page} form={newCaseForm} state={page.form ?? formState(newCaseForm, start)} />
          <Button>{words.t('proceedings.new.go')}</Button>
        </FormFor>
      </Columns>
    </>
  );
};

const newScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/proceedings/new',
  permit: 'proceedings.lead',
  load: async (scene: Scene) => {
    const reports = await readReceived(scene);
    return isRefusal(reports) ? reports : { reports };
  },
  title: (_, words) => words.t('proceedings.new.title'),
  page: ({ reports }, page) => <NewPage reports={reports} page={page} />,
});

/** Opening a criminal case. */
export const newScreens: readonly Screen<Profile>[] = [
  newScreen,
  postScreen({
    room: 'proceedings',
    path: '/proceedings/new',
    permit: 'proceedings.lead',
    once: true,
    journals: ['proceedings.opened', 'proceedings.step_taken'],
    body: newCaseForm,
    act: (scene: Scene, input) => openCriminalCase(scene, input as NewCaseInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}?done=opened`,
    again: newScreen,
  }),
];
