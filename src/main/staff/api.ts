import type { FastifyInstance } from 'fastify';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { StaffEnvironment } from '../../platform/web/index.ts';
import type { Profile } from '../../profile/index.ts';
import { documentsOn } from '../../rooms/cases/index.ts';
import { casesApi } from '../../rooms/cases/api/index.ts';
import { personOnPath } from '../../rooms/protection/index.ts';
import { findSession } from '../../rooms/directory/index.ts';
import { shareThrough } from './case-parts.ts';
import { consentsApi } from '../../rooms/identity/api.ts';
import { referralsApi } from '../../rooms/referrals/api/index.ts';

/** Routes of rooms whose API stands in the document of reports, which came first. */
export const otherApiRoutes = (profile: Profile, vault: VaultClient) => [
  ...casesApi({ profile, share: shareThrough(vault) }),
  ...consentsApi({ vault, personOfCase: personOnPath, profile, documentsOn }),
];

/** The HTTP API of the staff site. A token is a session of its own kind: a person's session opens no API, a token no page. */
export const staffApi =
  (environment: StaffEnvironment<Profile>, vault: VaultClient) =>
  async (app: FastifyInstance): Promise<void> => {
    const tokenFor = async (hash: string) => {
      const session = await findSession(environment.database, hash, environment.clock);
      return session?.viewer.kind === 'api' ? session : null;
    };
    const others = otherApiRoutes(environment.profile, vault);
    await app.register(referralsApi({ ...environment, tokenFor }, others));
  };
