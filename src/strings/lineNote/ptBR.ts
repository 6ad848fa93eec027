import type { LineNoteStringTable } from './lineNoteStrings';

export const ptBR: LineNoteStringTable = {
  lineRefused:
    'Este número é {{kind}}, então nada é enviado a ele por este canal. Peça um celular ou escolha outro canal.',
  lineDoubtful: 'Este número é {{kind}}. Uma mensagem talvez não chegue.',
  lineType_mobile: 'um celular',
  lineType_landline: 'um telefone fixo',
  lineType_fixedVoip: 'uma linha de internet fixa',
  lineType_nonFixedVoip: 'um número de internet (VoIP)',
  lineType_personal: 'um número pessoal, que é encaminhado para outro',
  lineType_tollFree: 'um número de chamada gratuita',
  lineType_premium: 'um número de tarifa especial',
  lineType_sharedCost: 'um número de custo compartilhado',
  lineType_uan: 'um número de acesso universal',
  lineType_voicemail: 'uma caixa postal de voz',
  lineType_pager: 'um pager',
  lineType_unknown: 'de um tipo desconhecido',
};
