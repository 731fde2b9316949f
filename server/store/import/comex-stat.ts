import { flowIs, text, yearAndMonth, zeroFilled } from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import { flowOfName, hasColumn } from './evidence.js';
import type { Format } from './format.js';

/**
 * Brazil's Comex Stat, files EXP_ and IMP_ by year and NCM. No column tells the flow, but only imports have freight and
 * insurance; older imports lack them, and then the name tells. `QT_ESTAT` is in units of the commodity, not in kg.
 */
export const comexStat: Format = {
  name: 'comex-stat',
  title: 'Brazil, Comex Stat',
  source: 'Ministry of Development, Industry, Trade and Services of Brazil (MDIC)',
  header: { all: ['CO_ANO', 'CO_MES', 'CO_PAIS', 'KG_LIQUIDO', 'VL_FOB'], any: ['CO_NCM', 'SH4'] },
  read: (file, options) => {
    const freight = hasColumn(file, 'VL_FRETE') || hasColumn(file, 'VL_SEGURO');
    const { flow, guessed } =
      freight && options.flow === undefined
        ? { flow: 'import' as const, guessed: [] }
        : flowOfName(file, options, { import: /\bimp/i, export: /\bexp/i });
    return {
      currency: 'USD',
      valuation: { import: 'FOB', export: 'FOB' },
      period: yearAndMonth('CO_ANO', 'CO_MES'),
      sides: [{ flow: flowIs(flow), netKg: units('KG_LIQUIDO'), value: units('VL_FOB') }],
      partner: text('CO_PAIS'),
      partnerScheme: 'comexstat',
      commodity: hasColumn(file, 'CO_NCM') ? zeroFilled('CO_NCM', 8) : zeroFilled('SH4', 4),
      port: text('CO_URF'),
      transport: text('CO_VIA'),
      transportScheme: 'comexstat',
      guessed,
      notes: [
        'values in USD, FOB for imports too: freight (VL_FRETE) and insurance (VL_SEGURO) are left apart',
        ...(freight ? ['flow: import, as only imports have freight and insurance'] : []),
        'ports are customs offices (CO_URF)',
      ],
    };
  },
};
