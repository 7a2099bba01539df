import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { systemClock } from '../../src/platform/clock.ts';
import { type Database, openDatabase } from '../../src/platform/database/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { openCase } from '../../src/rooms/cases/index.ts';
import { idOfBody } from '../../src/rooms/directory/index.ts';
import { sealFor } from '../../src/rooms/identity/index.ts';
import { keptOf } from '../../src/rooms/portal/actions/keys.ts';
import { openPage, type PrepareInput, preparePage } from '../../src/rooms/portal/actions/open.ts';
import { enter, type OwnTools, type PageKeys } from '../../src/rooms/portal/actions/own.ts';
import { receivedPerson } from './received-person.ts';
import { type ReportWorld, reportWorld } from './reports.ts';
import { addConsent } from './vault.ts';

/** A case with a person who agreed that the service may know her name, and her own page. */
export type OpenedPage = {
  readonly caseId: string;
  readonly personId: string;
  readonly consentId: string;
  readonly pageId: string;
  /** What number and words would become: drawn, for deriving costs a second. */
  readonly keys: PageKeys;
};

/** A database in which the support service opens pages, and the public site's process that shows them. */
export type OwnPageWorld = ReportWorld & {
  readonly support: Viewer;
  readonly police: Viewer;
  readonly portal: Database;
  readonly tools: OwnTools;
  readonly newCase: () => Promise<Pick<OpenedPage, 'caseId' | 'personId' | 'consentId'>>;
  readonly newPage: () => Promise<OpenedPage>;
  /** One that was opened as people open it, with the number and words a person has. */
  readonly drawnPage: () => Promise<OpenedPage & { readonly number: string; readonly words: string }>;
};

const caseIn = (world: ReportWorld, police: Viewer): OwnPageWorld['newCase'] => {
  const body = (code: string): string => idOfBody(world.profile, code);
  return async () => {
    const received = await receivedPerson(world.administrator);
    const { personId } = received;
    const { caseId } = await world.as(police, (scene) =>
      openCase(scene, { ...received, leadOrganisationId: body('SPJ') }),
    );
    const consentId = await addConsent(world.administrator, {
      ...{ personId, organisations: [body('INFOTRAITE')], by: body('SPJ') },
    });
    await world.administrator.query(
      "insert into cases.case_access (id, case_id, organisation_id, basis_kind, basis_code, compartments, valid_from) values ($1, $2, $3, 'consent', $4, '{identity}', now())",
      [newId(), caseId, body('INFOTRAITE'), consentId],
    );
    await world.as(police, (scene) =>
      sealFor(
        scene,
        [{ subjectId: personId, compartments: { identity: { full_name: 'Canary' }, reporter: { name: 'Canary' } } }],
        [
          {
            ...{ organisationId: body('SPJ'), basis: { kind: 'law', code: 'CPP-23-2' } },
            compartments: ['identity', 'reporter'],
          },
          {
            ...{ organisationId: body('INFOTRAITE'), basis: { kind: 'consent', code: consentId } },
            compartments: ['identity'],
          },
        ],
      ),
    );
    return { caseId, personId, consentId };
  };
};

/** What a worker answers when she opens a page. */
export const asked: PrepareInput = { opened_for: 'person', page_language: 'en', pass_kind: 'words' };

/** Makes such a world; `close` removes it. */
export const ownPageWorld = async (): Promise<OwnPageWorld> => {
  const world = await reportWorld();
  const police = await world.viewer('judicial_police_officer');
  const support = await world.viewer('savteh_worker');
  const portal = openDatabase(world.database.urlFor('portal'), { connections: 2 });
  const tools: OwnTools = { database: portal, clock: systemClock, timeZone: world.profile.timeZone };
  const newCase = caseIn(world, police);
  return {
    ...world,
    ...{ police, support, portal, tools, newCase },
    newPage: async () => {
      const made = await newCase();
      const keys = { lookup: randomBytes(32), proof: randomBytes(32), seed: randomBytes(32) };
      const { lookup, proofHash, publicKey } = keptOf(keys);
      const hex = (bytes: Buffer): string => bytes.toString('hex');
      const kept = { opened_for: 'person', authority: '', language: 'en', lookup: hex(lookup) };
      const rest = { proof_hash: hex(proofHash), public_key: hex(publicKey) };
      const opened = await world.as(support, (scene) => openPage(scene, made.caseId, { ...kept, ...rest }));
      return { ...made, keys, pageId: valueOf(opened).pageId };
    },
    drawnPage: async () => {
      const made = await newCase();
      const drawn = valueOf(await world.as(support, (scene) => preparePage(scene, made.caseId, asked)));
      const { pageId } = valueOf(await world.as(support, (scene) => openPage(scene, made.caseId, drawn.kept)));
      const [number, words] = [drawn.number.replaceAll(' ', ''), drawn.words];
      const keys = await enter(tools, number, words);
      assert.ok(keys !== null && keys !== 'busy');
      return { ...made, pageId, keys, number, words };
    },
    close: async () => {
      await portal.destroy();
      await world.close();
    },
  };
};
