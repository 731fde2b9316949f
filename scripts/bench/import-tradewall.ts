import { openStore } from '../../server/store/store.js';
import { answerImport } from './answer-import.js';

answerImport(async (file, folder) => {
  const store = await openStore(folder);
  const { kept, totals } = await store.import(file, {});
  await store.close();
  return `${kept} rows, ${totals.import?.value}`;
});
