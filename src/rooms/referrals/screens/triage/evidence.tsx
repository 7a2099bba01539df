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
import { isPicture, openEvidence, type OpenedFile, originalPurposes, tellsMore } from '../../actions/read/opened.ts';
import { readReceived, type ReceivedView, withLabels } from '../../actions/triage/index.ts';
import { InnerHead, pathOf, type TriageTools } from './parts.tsx';

const fileParams = z.object({ reportId: z.uuid(), fileId: z.uuid() });
type Params = z.output<typeof fileParams>;
type File = ReceivedView['files'][number];
/** A piece of evidence, and whether this viewer has a purpose for which it is opened as it came. */
type Shown = { readonly view: ReceivedView; readonly file: File; readonly mayAskOriginal: boolean };

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
  if (file === undefined) return refuse('not_found');
  return { view, file, mayAskOriginal: tellsMore(file.mediaType) && originalPurposes(scene).length > 0 };
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

const wasTyped = ({ form }: PageContext, name: string, value: string): boolean =>
  form?.raw[name]?.includes(value) === true;

/** As it came, with what a camera or a writing program puts into it: asked for expressly, as evidence. */
const AsItCame = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { t } = page.words;
  if (!tellsMore(shown.file.mediaType)) return <p class="soft">{t('referrals.evidence.text_as_it_came')}</p>;
  const isImage = isPicture(shown.file.mediaType);
  return (
    <>
      <p class="soft">{t(isImage ? 'referrals.evidence.cleaned_text' : 'referrals.evidence.paper_cleaned_text')}</p>
      {shown.mayAskOriginal ? (
        <label class="pick">
          <input
            type="checkbox"
            id="as_it_came"
            name="as_it_came"
            value="yes"
            checked={wasTyped(page, 'as_it_came', 'yes')}
          />
          <span>{t(isImage ? 'referrals.evidence.as_it_came' : 'referrals.evidence.paper_as_it_came')}</span>
        </label>
      ) : null}
    </>
  );
};

const Unscanned = ({ page }: { page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <Notice tone="warn" title={t('referrals.evidence.not_scanned')}>
      <p>{t('referrals.evidence.not_scanned_text')}</p>
      <label class="pick">
        <input
          type="checkbox"
          id="knows_unscanned"
          name="knows_unscanned"
          value="yes"
          checked={wasTyped(page, 'knows_unscanned', 'yes')}
        />
        <span>{t('referrals.evidence.open_unscanned')}</span>
      </label>
    </Notice>
  );
};

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
              <input type="radio" name="purpose" value={value} checked={wasTyped(page, 'purpose', value)} />
              <span>{named(page, 'opening-purposes', value)}</span>
            </label>
          ))}
        </fieldset>
        <AsItCame shown={shown} page={page} />
        {shown.file.scan === 'clean' ? (
          <p class="soft">{t('referrals.evidence.clean_text')}</p>
        ) : (
          <Unscanned page={page} />
        )}
        <Button>{t('referrals.received.open_now')}</Button>
      </FormFor>
    </>
  );
};

type Opened = Shown & { readonly opened: OpenedFile };

/** May break after each sixteen signs, and is one word to copy. */
const Fingerprint = ({ of }: { of: string }): VNode => (
  <code>
    {(of.match(/.{16}/g) ?? []).map((part) => (
      <>
        {part}
        <wbr />
      </>
    ))}
  </code>
);

const saidOf = ({ mediaType, isCleaned }: OpenedFile): string => {
  if (!isCleaned) return 'referrals.evidence.is_as_it_came';
  return isPicture(mediaType) ? 'referrals.evidence.is_cleaned' : 'referrals.evidence.paper_is_cleaned';
};

/** The file inside the page: it lies at no address, and nothing keeps it. Its own name is sealed and not used. */
const OpenedPage = ({ it, page }: { it: Opened; page: PageContext }): VNode => {
  const { t } = page.words;
  const { mediaType, bytes, sha256, isCleaned } = it.opened;
  const address = `data:${mediaType};base64,${bytes.toString('base64')}`;
  const name = tellsMore(mediaType) && !isCleaned ? 'evidence-as-it-came' : 'evidence';
  return (
    <>
      <Head shown={it} page={page} />
      <Notice tone="thread">{t('referrals.received.opened_noted')}</Notice>
      {isPicture(mediaType) ? (
        <img class="evidence" src={address} alt={named(page, 'evidence-kinds', it.file.kind)} />
      ) : null}
      <p>
        <a class="button quiet" href={address} download={`${name}.${endings[mediaType] ?? 'docx'}`}>
          {t('referrals.received.save_file')}
        </a>
      </p>
      <p class="soft">
        {t(saidOf(it.opened))} SHA-256: <Fingerprint of={sha256} />
      </p>
    </>
  );
};

/** Whoever opens a file that no scanner looked at says that they know. */
const opening = z.object({
  purpose: z.string().default(''),
  knows_unscanned: z.string().default(''),
  as_it_came: z.string().default(''),
});

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
    load: async (scene: Scene, { purpose, knows_unscanned: knows, as_it_came: whole }, { params }) => {
      const shown = await load(tools, scene, params);
      if (isRefusal(shown)) return shown;
      if (shown.file.scan === 'infected') return refuse('file_infected');
      if (shown.file.scan !== 'clean' && knows !== 'yes') return refuse('scan_not_known', { field: 'knows_unscanned' });
      const file = { reportId: shown.view.rootId, fileId: params.fileId, purpose, asItCame: whole === 'yes' };
      const it = await openEvidence(scene, tools.vault, file);
      if (it === null || isRefusal(it)) return it;
      return { ...shown, opened: it };
    },
    title: (_, words) => words.t('referrals.received.open_title'),
    page: (it, page) => <OpenedPage it={it} page={page} />,
    again: form,
  });
  return [form, opened];
};
