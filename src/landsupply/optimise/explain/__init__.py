"""解释 · Why a problem cannot be met, what rows cost, why a parcel stands where it does, what else could."""
