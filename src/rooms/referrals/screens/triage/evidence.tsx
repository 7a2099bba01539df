import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ErrorSummary,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { openEvidence } from '../../actions/read/opened.ts';
import { readReceived, type ReceivedView, withLabels } from '../../actions/triage/index.ts';
import { InnerHead, pathOf, type TriageTools } from './parts.tsx';

const fileParams = z.object({ reportId: z.uuid(), fileId: z.uuid() });
type Params = z.output<typeof fileParams>;
type File = ReceivedView['files'][number];
type Shown = { readonly view: ReceivedView; readonly file: File };

const path = '/received/:reportId/files/:fileId/open';
const permit = 'referrals.receive';

/** Address of the page on which a piece of evidence is opened. */
export const evidencePath = (reportId: string, fileId: string): string => `${pathOf(reportId)}/files/${fileId}/open`;

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'text/plain': 'txt',
};

const load = async ({ draftKey }: TriageTools, scene: Scene, params: Params) => {
  const view = await readReceived(withLabels(scene, draftKey), params.reportId);
  if (isRefusal(view)) return view;
  const file = view.files.find(({ id }) => id === params.fileId);
  return file === undefined ? refuse('not_found') : { view, file };
};

const Head = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <InnerHead held={shown.view} page={page} title={named(page, 'evidence-kinds', shown.file.kind)} />
);

/** What is infected is kept, and nobody opens it here. */
const Quarantined = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <>
    <Head shown={shown} page={page} />
    <Notice tone="danger" title={page.words.t('referrals.evidence.infected')}>
      {page.words.t('referrals.evidence.infected_text')}
    </Notice>
  </>
);

const FormPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <>
      <Head shown={shown} page={page} />
      <ErrorSummary page={page} />
      <Notice>{t('referrals.received.open_noted')}</Notice>
      <FormFor page={page} action={evidencePath(shown.view.report.id, shown.file.id)} light>
        <fieldset class="field choices" id="purpose">
          <legend>{t('referrals.received.purpose')}</legend>
          {(page.viewer?.purposes ?? []).map((value) => (
            <label key={value} class="pick">
              <input type="radio" name="purpose" value={value} />
              <span>{named(page, 'opening-purposes', value)}</span>
            </label>
          ))}
        </fieldset>
        {shown.file.scan === 'clean' ? (
          <p class="soft">{t('referrals.evidence.clean_text')}</p>
        ) : (
          <Notice tone="warn" title={t('referrals.evidence.not_scanned')}>
            <p>{t('referrals.evidence.not_scanned_text')}</p>
            <label class="pick">
              <input type="checkbox" id="knows_unscanned" name="knows_unscanned" value="yes" />
              <span>{t('referrals.evidence.open_unscanned')}</span>
            </label>
          </Notice>
        )}
        <Button>{t('referrals.received.open_now')}</Button>
      </FormFor>
    </>
  );
};

type Opened = Shown & { readonly mediaType: string; readonly base64: string };

/** The file inside the page: it lies at no address, and nothing keeps it. Its own name is sealed and not used. */
const OpenedPage = ({ it, page }: { it: Opened; page: PageContext }): VNode => {
  const { t } = page.words;
  const address = `data:${it.mediaType};base64,${it.base64}`;
  return (
    <>
      <Head shown={it} page={page} />
      <Notice tone="thread">{t('referrals.received.opened_noted')}</Notice>
      {it.mediaType.startsWith('image/') ? (
        <img class="evidence" src={address} alt={named(page, 'evidence-kinds', it.file.kind)} />
      ) : null}
      <p>
        <a class="button quiet" href={address} download={`evidence.${endings[it.mediaType] ?? 'docx'}`}>
          {t('referrals.received.save_file')}
        </a>
      </p>
    </>
  );
};

/** Whoever opens a file that no scanner looked at says that they know. */
const opening = z.object({ purpose: z.string().default(''), knows_unscanned: z.string().default('') });

/** Opening one piece of evidence: posted, with a purpose, through the vault. */
export const evidenceScreens = (tools: TriageTools): readonly Screen<Profile>[] => {
  const form = getScreen({
    ...{ room: 'referrals', path, permit, params: fileParams },
    load: (scene: Scene, { params }) => load(tools, scene, params),
    title: (_, words) => words.t('referrals.received.open_title'),
    page: (shown, page) =>
      shown.file.scan === 'infected' ? (
        <Quarantined shown={shown} page={page} />
      ) : (
        <FormPage shown={shown} page={page} />
      ),
  });
  const opened = askScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ room: 'referrals', path, permit, params: fileParams, body: opening },
    // The vault writes who opened what and why, and commits that before it answers.
    reads: () => null,
    load: async (scene: Scene, { purpose, knows_unscanned: knows }, { params }) => {
      const shown = await load(tools, scene, params);
      if (isRefusal(shown)) return shown;
      if (shown.file.scan === 'infected') return refuse('file_infected');
      if (shown.file.scan !== 'clean' && knows !== 'yes') return refuse('scan_not_known', { field: 'knows_unscanned' });
      const file = { reportId: shown.view.rootId, fileId: params.fileId, purpose };
      const it = await openEvidence(scene, tools.vault, file);
      if (it === null || isRefusal(it)) return it;
      return { ...shown, mediaType: it.mediaType, base64: it.bytes.toString('base64') };
    },
    title: (_, words) => words.t('referrals.received.open_title'),
    page: (it, page) => <OpenedPage it={it} page={page} />,
    again: form,
  });
  return [form, opened];
};
