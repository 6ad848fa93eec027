import type { LineNoteStringTable } from './lineNoteStrings';

export const es: LineNoteStringTable = {
  lineRefused:
    'Este número es {{kind}}, así que por este canal no se le envía nada. Pida un número móvil o elija otro canal.',
  lineDoubtful: 'Este número es {{kind}}. Puede que un mensaje no llegue.',
  lineType_mobile: 'un número móvil',
  lineType_landline: 'un teléfono fijo',
  lineType_fixedVoip: 'una línea de internet fija',
  lineType_nonFixedVoip: 'un número de internet (VoIP)',
  lineType_personal: 'un número personal, que se desvía a otro',
  lineType_tollFree: 'un número gratuito',
  lineType_premium: 'un número de tarificación especial',
  lineType_sharedCost: 'un número de costo compartido',
  lineType_uan: 'un número de acceso universal',
  lineType_voicemail: 'un buzón de voz',
  lineType_pager: 'un buscapersonas',
  lineType_unknown: 'de un tipo desconocido',
};
