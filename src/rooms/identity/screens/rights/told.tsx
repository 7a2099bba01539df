import { z } from 'zod';
import {
  Button,
  Chip,
  type Column,
  FormFor,
  getScreen,
  type PageContext,
  PageHead,
  postScreen,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { confirmTold, readRightsNotices, type RightsNotice } from '../../actions/rights/notices.ts';

const columnsOf = (page: PageContext): readonly Column<RightsNotice>[] => {
  const { words } = page;
  const column = (id: string, label: string, cell: Column<RightsNotice>['cell']) => ({ id, label, cell });
  return [
    { ...column('reference', words.t('identity.column.reference'), ({ reference }) => reference ?? '–'), heads: true },
    column('kind', words.t('identity.told.what'), ({ kind }) => words.t(`identity.told.${kind}`)),
    column('since', words.t('identity.told.since'), ({ createdAt }) => words.date(createdAt, 'moment')),
    column('confirmed', words.t('identity.told.done'), ({ id, confirmedAt }) =>
      confirmedAt === null ? (
        <FormFor page={page} action={`/told/${id}`} light>
          <Button kind="quiet">{words.t('identity.told.confirm')}</Button>
        </FormFor>
      ) : (
        <Chip tone="good">{words.date(confirmedAt, 'moment')}</Chip>
      ),
    ),
  ];
};

const listScreen: Screen<Profile> = getScreen({
  room: 'identity',
  path: '/told',
  permit: 'cases.read',
  load: async (scene: Scene) => ({ notices: await readRightsNotices(scene) }),
  title: (_, words) => words.t('identity.told.title'),
  page: ({ notices }, page) => (
    <>
      <PageHead title={page.words.t('identity.told.title')} lead={page.words.t('identity.told.lead')} />
      <Table
        page={page}
        caption={page.words.t('identity.told.title')}
        captionUnseen
        rows={notices}
        rowKey={({ id }) => id}
        empty={page.words.t('identity.told.empty')}
        columns={columnsOf(page)}
      />
    </>
  ),
});

/** Corrections, restrictions and erasures that others told the body of: it does the same, and says so. */
export const toldScreens: readonly Screen<Profile>[] = [
  listScreen,
  postScreen({
    room: 'identity',
    path: '/told/:noticeId',
    journals: ['identity.told_confirmed'],
    permit: 'cases.read',
    params: z.object({ noticeId: z.uuid() }),
    body: z.object({}),
    act: (scene: Scene, _, { params }) => confirmTold(scene, params.noticeId),
    then: () => '/told?done=told_confirmed',
    again: listScreen,
  }),
];
