import {
  Chip,
  type Column,
  getScreen,
  Notice,
  PageHead,
  Panel,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { readMatching, type ShownSide } from '../actions/sides.ts';
import type { MatchedFile } from '../actions/files.ts';
import { type Around, className, FileLink, tones } from './parts.tsx';

const sideColumns = (around: Around): readonly Column<ShownSide>[] => {
  const { words } = around.page;
  const label = (id: string): string => words.t(`matching.column.${id}`);
  return [
    {
      ...{ id: 'match', label: label('match'), heads: true },
      cell: ({ side }) => (
        <a href={`/matching/${side.id}`}>{words.t('matching.one', { class: className(around, side.otherClass) })}</a>
      ),
    },
    { ...{ id: 'file', label: label('file') }, cell: ({ file }) => <FileLink file={file} page={around.page} /> },
    {
      ...{ id: 'state', label: label('state') },
      cell: ({ state, isReminded }) => (
        <>
          <Chip tone={tones[state]}>{words.t(`matching.state.${state}`)}</Chip>
          {isReminded && <p class="soft">{words.t('matching.reminder')}</p>}
        </>
      ),
    },
    { ...{ id: 'until', label: label('until') }, cell: ({ side }) => words.date(side.expiresOn, 'long') },
  ];
};

const fileColumns = (around: Around): readonly Column<MatchedFile>[] => {
  const { words } = around.page;
  const label = (id: string): string => words.t(`matching.column.${id}`);
  return [
    {
      ...{ id: 'file', label: label('file'), heads: true },
      cell: (file) => <FileLink file={file} page={around.page} />,
    },
    { ...{ id: 'level', label: label('level') }, cell: ({ level }) => words.t(`matching.level.${level}`) },
    {
      ...{ id: 'encoded', label: label('encoded') },
      cell: ({ isEncoded }) => words.t(isEncoded ? 'matching.encoded' : 'matching.not_encoded'),
    },
    {
      ...{ id: 'stops', label: label('stops') },
      cell: ({ id, stops }) => (
        <a href={`/matching/files/${id}`}>
          {stops.length === 0 ? words.t('matching.no_stops') : words.t('matching.stops', { count: stops.length })}
        </a>
      ),
    },
  ];
};

/** What a body is asked about its persons, and its files that may be matched. Nothing can be looked up here. */
export const inboxScreen: Screen<Profile> = getScreen({
  room: 'matching',
  path: '/matching',
  permit: 'matching.answer',
  load: async (scene: Scene) => {
    const read = await readMatching(scene);
    return isRefusal(read) ? read : { ...read, profile: scene.profile };
  },
  title: (_, words) => words.t('matching.title'),
  page: ({ sides, files, profile }, page) => (
    <>
      <PageHead title={page.words.t('matching.title')} lead={page.words.t('matching.lead')} />
      <Table
        page={page}
        caption={page.words.t('matching.title')}
        captionUnseen
        rows={sides}
        rowKey={({ side }) => side.id}
        empty={page.words.t('matching.empty')}
        columns={sideColumns({ page, profile })}
      />
      <Panel title={page.words.t('matching.files')}>
        <Notice>{page.words.t('matching.files_text')}</Notice>
        <Table
          page={page}
          caption={page.words.t('matching.files')}
          captionUnseen
          rows={files}
          rowKey={({ id }) => id}
          empty={page.words.t('matching.no_files')}
          columns={fileColumns({ page, profile })}
        />
      </Panel>
    </>
  ),
});
