import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  PageHead,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { readFile, stopFile } from '../actions/files.ts';
import { stopsForm } from '../facts.ts';
import type { MatchedFile } from '../actions/files.ts';
import { type Around, className, FileLink } from './parts.tsx';

const params = z.object({ fileId: z.uuid() });

type Shown = { readonly file: MatchedFile; readonly profile: Profile };

const FilePage = (around: Around & { readonly file: MatchedFile }): VNode => {
  const { file, page } = around;
  const { words } = page;
  const home = file.caseId === null ? `/reports/${file.reportId}/persons/${file.personId}` : `/cases/${file.caseId}`;
  return (
    <>
      <PageHead
        title={words.t('matching.file.title')}
        lead={words.t('matching.file.lead')}
        back={{ href: '/matching', label: words.t('matching.title') }}
      />
      <ErrorSummary page={page} />
      <Facts
        facts={[
          { label: words.t('matching.column.file'), value: <FileLink file={file} page={page} /> },
          { label: words.t('matching.column.level'), value: words.t(`matching.level.${file.level}`) },
          ...(file.told === null
            ? []
            : [{ label: words.t('matching.column.told'), value: className(around, file.told) }]),
          { label: words.t('matching.column.since'), value: words.date(file.keptOn, 'long') },
          {
            label: words.t('matching.column.answers'),
            value: <a href={`${home}/consents`}>{words.t('matching.file.answers')}</a>,
          },
        ]}
      />
      <Notice title={words.t('matching.file.stops')}>{words.t('matching.file.stops_text')}</Notice>
      <FormFor page={page} action={`/matching/files/${file.id}`} version={String(file.version)}>
        <FieldSet page={page} form={stopsForm} state={page.form ?? formState(stopsForm, { stops: [...file.stops] })} />
        <Button>{words.t('matching.file.save')}</Button>
      </FormFor>
    </>
  );
};

const show: Screen<Profile> = getScreen({
  room: 'matching',
  path: '/matching/files/:fileId',
  permit: 'matching.answer',
  params,
  load: async (scene: Scene, where): Promise<Shown | null> => {
    const file = await readFile(scene, where.params.fileId);
    return file === null ? null : { file, profile: scene.profile };
  },
  title: (_, words) => words.t('matching.file.title'),
  page: ({ file, profile }, page) => <FilePage file={file} page={page} profile={profile} />,
});

const save: Screen<Profile> = postScreen({
  journals: ['matching.stopped'],
  room: 'matching',
  path: '/matching/files/:fileId',
  permit: 'matching.answer',
  params,
  body: stopsForm,
  act: (scene: Scene, input, { params: { fileId }, version }) =>
    stopFile(scene, { id: fileId, version: Number(version ?? 0) }, input.stops ?? []),
  then: ({ fileId }) => `/matching/files/${fileId}?done=stopped`,
  again: show,
  theirs: async (scene: Scene, { fileId }) => {
    const file = await readFile(scene, fileId);
    return file === null ? null : { values: { stops: [...file.stops] }, version: String(file.version) };
  },
});

/** A file that may be matched: how far the person agreed, and who must never learn of it. */
export const fileScreens: readonly Screen<Profile>[] = [show, save];
