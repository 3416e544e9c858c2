/** `npm run openapi`: writes both files anew. test/unit/openapi.test.ts compares them with the routes. */
import { DOCUMENT, openApiText, store, TYPES, typesText } from './generate.ts';

const document = openApiText();
store(DOCUMENT, document);
store(TYPES, await typesText(document));
console.log(`Written: ${DOCUMENT}, ${TYPES}`);
