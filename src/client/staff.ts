/** The one island of every staff page: what makes it quicker. Each page works without it. */
import { watchAutosave } from './islands/autosave.ts';
import { watchConditions } from './islands/conditions.ts';
import { watchLeaving } from './islands/leaving.ts';
import { showPlace } from './islands/place.ts';
import { watchRows } from './islands/rows.ts';
import { watchSending } from './islands/sending.ts';
import { watchSession } from './islands/session.ts';
import { enhanceLists } from './islands/type-ahead.ts';

watchRows(document);
enhanceLists(document);
showPlace(document);
watchConditions(document);
watchAutosave(document);
watchLeaving(document);
watchSending(document);
watchSession(document);
