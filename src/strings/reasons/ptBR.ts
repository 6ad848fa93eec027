import type { en } from './en';

export const ptBR: Record<keyof typeof en, string> = {
  reason_shift: 'Turno ou intervalo',
  reason_overload: 'Conversas demais',
  reason_absence: 'O agente não responde',
  reason_expertise: 'Exige outras habilidades',
  reason_complaint: 'Reclamação do cliente',
  reason_quality: 'Qualidade',
  reason_other: 'Outro',
};
