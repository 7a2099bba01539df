import type { FastifyInstance } from 'fastify';
import type { StaffEnvironment } from '../../platform/web/index.ts';
import type { Profile } from '../../profile/index.ts';
import { findSession } from '../../rooms/directory/index.ts';
import { referralsApi } from '../../rooms/referrals/api/index.ts';

/** The HTTP API of the staff site. A token is a session of its own kind: a person's session opens no API, a token no page. */
export const staffApi =
  (environment: StaffEnvironment<Profile>) =>
  async (app: FastifyInstance): Promise<void> => {
    const tokenFor = async (hash: string) => {
      const session = await findSession(environment.database, hash, environment.clock);
      return session?.viewer.kind === 'api' ? session : null;
    };
    await app.register(referralsApi({ ...environment, tokenFor }));
  };
