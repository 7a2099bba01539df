import type { VNode } from 'preact';
import { z } from 'zod';
import type { DocumentFormat } from '../../../platform/document/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  askDownloadScreen,
  Button,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  getScreen,
  ownPurposes,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  stateIn,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { openDecision, serveDecision, type StayDecision } from '../actions/index.ts';
import { paperForm, servedForm } from '../facts.ts';
import { decisionDocument } from './document.ts';
import { loadStay, paperPath, type ProtectionTools, type Shown, StayHead, stayName } from './parts.tsx';

const decisionParams = z.object({ noticeId: z.uuid(), decisionId: z.uuid() });

type Paper = { readonly shown: Shown; readonly decision: StayDecision };
type PaperProps = { readonly paper: Paper; readonly page: PageContext };

const kinds: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

const MakePanel = ({ paper: { decision }, page }: PaperProps): VNode => {
  const { words } = page;
  const start = { sheet_language: words.language };
  return (
    <Panel title={words.t('protection.paper.title')}>
      <p class="soft">{words.t('protection.paper.lead')}</p>
      <FormFor page={page} action={paperPath(decision)} light>
        <FieldSet page={ownPurposes(page)} form={paperForm} state={stateIn(page, paperForm, start)} />
        <div class="actions">
          <Button name="format" value="pdf" file>
            {words.t('protection.paper.pdf')}
          </Button>
          <Button kind="quiet" name="format" value="docx" file>
            {words.t('protection.paper.word')}
          </Button>
        </div>
      </FormFor>
    </Panel>
  );
};

const ServePanel = ({ paper: { decision }, page }: PaperProps): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('protection.serve')}>
      {decision.servedOn === null ? (
        <FormFor page={page} action={`/stays/${decision.noticeId}/served/${decision.id}`} light>
          <FieldSet page={page} form={servedForm} state={stateIn(page, servedForm, { served_on: page.today })} />
          <Button kind="quiet">{words.t('protection.serve.save')}</Button>
        </FormFor>
      ) : (
        <p>{words.t('protection.served', { day: words.date(decision.servedOn, 'long') })}</p>
      )}
    </Panel>
  );
};

const PaperPage = ({ paper, page }: PaperProps): VNode => {
  const { words } = page;
  const { shown, decision } = paper;
  return (
    <>
      <StayHead shown={shown} page={page} title={words.t(`protection.step.${decision.event}`)} />
      <ErrorSummary page={page} />
      <Facts
        facts={[
          { label: words.t('protection.to'), value: stayName(shown.profile, words, decision.toState) },
          { label: words.t('protection.field.decided_on.label'), value: words.date(decision.decidedOn, 'long') },
        ]}
      />
      <MakePanel paper={paper} page={page} />
      <ServePanel paper={paper} page={page} />
    </>
  );
};

const paperPage: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/stays/:noticeId/paper/:decisionId',
  permit: 'protection.decide',
  params: decisionParams,
  load: async (scene: Scene, { params }) => {
    const shown = await loadStay(scene, params.noticeId);
    if (isRefusal(shown)) return shown;
    // Nobody signs what the law ends by itself, so it has no document.
    const decision = shown.view.decisions.find(({ id, decidedBy }) => id === params.decisionId && decidedBy !== null);
    return decision === undefined ? refuse('not_found') : { shown, decision };
  },
  title: ({ decision }, words) =>
    words.t('protection.paper.of', { step: words.t(`protection.step.${decision.event}`) }),
  page: (paper, page) => <PaperPage paper={paper} page={page} />,
});

const servedScreen: Screen<Profile> = postScreen({
  journals: ['protection.decision_served'],
  room: 'protection',
  path: '/stays/:noticeId/served/:decisionId',
  permit: 'protection.decide',
  params: decisionParams,
  body: servedForm,
  act: async (scene: Scene, { served_on: on }, { params }) =>
    on === undefined ? refuse('not_found') : serveDecision(scene, params, on),
  then: ({ noticeId }) => `/stays/${noticeId}?done=served`,
  again: paperPage,
});

const makeScreen = ({ vault, print }: ProtectionTools): Screen<Profile> =>
  askDownloadScreen({
    journals: ['protection.decision_printed', 'identity.opened', 'identity.open-refused'],
    room: 'protection',
    path: '/stays/:noticeId/paper/:decisionId',
    permit: 'protection.decide',
    params: decisionParams,
    body: z.looseObject({
      purpose: z.string().max(60),
      sheet_language: z.string().max(40).default('en'),
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    reads: ({ noticeId }) => ({ type: 'protection.decision_printed', subject: { kind: 'notice', id: noticeId } }),
    load: async (scene: Scene, input, { params }) => {
      if (input.purpose === '') return refuse('purpose_needed', { field: 'purpose' });
      const opened = await openDecision(scene, vault, { ...params, purpose: input.purpose });
      if (isRefusal(opened)) return opened;
      return { opened, profile: scene.profile, sheet: input.sheet_language, format: input.format };
    },
    file: async ({ opened, profile, sheet, format }, page, context) => {
      const bytes = await print(decisionDocument(opened, { profile, page, context, sheet }), format);
      if (isRefusal(bytes)) return bytes;
      return { name: `stay-${opened.view.file.reference}.${format}`, type: kinds[format], bytes };
    },
    again: paperPage,
  });

/** The documents of decisions, and the day on which each was handed over. */
export const paperScreens = (tools: ProtectionTools): readonly Screen<Profile>[] => [
  paperPage,
  servedScreen,
  makeScreen(tools),
];
